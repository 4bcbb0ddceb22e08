from django.utils.translation import gettext as _

from leads.models import Source


def ensure_sources() -> None:
    """The sources every business has. Safe to call again; one that exists under that name becomes the built-in one."""
    Source.add(_("Recommendation"), kind=Source.Kind.REFERRAL)
    Source.add(_("Our own clients"), kind=Source.Kind.OWN_CLIENTS)
    Source.add(_("Unknown"), kind=Source.Kind.UNKNOWN)
