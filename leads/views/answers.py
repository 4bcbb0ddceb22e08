"""One request, two callers: script that keeps taps until they arrive, and a plain form."""

import json
from functools import wraps

from django.http import HttpRequest, JsonResponse
from django.http.request import QueryDict
from django.utils.datastructures import MultiValueDict

from leads.capture import tally


def as_sent_by(view):
    """Refuse what was tapped by one person and is sent while another is signed in; it waits on the device for the first."""

    @wraps(view)
    def checked(request, *args, **kwargs):
        sender = request.headers.get("X-Sent-By", "")
        if sender and sender != str(request.user.pk):
            return JsonResponse({"errors": {}}, status=401)
        return view(request, *args, **kwargs)

    return checked


def wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json" or request.content_type == "application/json"


def sent(request: HttpRequest) -> QueryDict | MultiValueDict:
    """What was sent, from a form or as JSON. What is no JSON object is an empty form, whose errors say what is missing."""
    if request.content_type != "application/json":
        return request.POST
    try:
        body = json.loads(request.body)
    except (ValueError, RecursionError):
        body = None
    pairs = body.items() if isinstance(body, dict) else ()
    return MultiValueDict({name: [_text(value)] for name, value in pairs if value is not None})


def _text(value) -> str:
    """JSON can spell half of a character ("\\ud800"), which cannot be stored; a question mark takes its place."""
    return str(value).encode(errors="replace").decode()


def answer(request: HttpRequest, status: int = 200, **facts) -> JsonResponse:
    """The facts, with today's counts so that the page agrees with everybody else's."""
    return JsonResponse(facts | {"counts": tally.counts(request.business).as_json()}, status=status)


def refuse(form) -> JsonResponse:
    return JsonResponse({"errors": {name: [str(error) for error in errors] for name, errors in form.errors.items()}}, status=422)
