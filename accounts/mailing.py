"""What every mail of LeadTrack needs to know: whether a server takes it, and which address links begin with."""

from django.conf import settings

SHOWN_ONLY = "django.core.mail.backends.console.EmailBackend"


def is_set_up() -> bool:
    """Whether mail leaves the house; without a server it would only be shown in the log."""
    return settings.MAILERS["default"]["BACKEND"] != SHOWN_ONLY


def link(path: str) -> str:
    """An address that works from outside; nothing where LEADTRACK_URL says none."""
    return f"{settings.LEADTRACK_URL}{path}" if settings.LEADTRACK_URL else ""


def host() -> str:
    """What stands behind the @ of the ids we give our mails."""
    return link("").partition("://")[2].partition("/")[0].partition(":")[0] or "leadtrack.invalid"
