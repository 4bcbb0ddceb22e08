"""What django-axes counts failures by: the address typed, in the spelling it is stored in."""


def typed_email(request, credentials) -> str:
    typed = (credentials or {}).get("email") or request.POST.get("login", "")
    return typed.strip().lower()
