"""Where to go after something was done from a page that may be one of several."""

from django.utils.http import url_has_allowed_host_and_scheme


def previous_page(request, *, fallback: str) -> str:
    """The page the person was on: the form's `next`, else the page that sent it, else `fallback`. Never another site.

    Whole addresses only: `redirect` takes a bare word for the name of a view, and fails where there is none.
    """
    addresses = (request.POST.get("next"), request.headers.get("Referer"))
    return next((address for address in addresses if address and is_own_address(request, address)), fallback)


def is_own_address(request, address: str) -> bool:
    """Whether it is a whole address of this site."""
    whole = address.startswith(("/", "http://", "https://"))
    return whole and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
