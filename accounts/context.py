def business(request) -> dict:
    """The business for every template, from the request so that no page asks twice."""
    return {"business": getattr(request, "business", None)}
