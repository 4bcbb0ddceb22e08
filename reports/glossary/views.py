from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import allow
from accounts.glossary import TERMS
from accounts.roles import EVERYONE, MONEY
from reports.core.catalogue import DEFINITIONS


@allow(*EVERYONE)
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """What the words and the figures mean, together; figures about money for those who see it."""
    sees_money = request.user.has_role(*MONEY)
    days = request.business.within_days
    figures = [figure.filled(days=days) for figure in DEFINITIONS.values() if sees_money or not figure.is_money]
    return render(request, "reports/glossary.html", {"words": TERMS.values(), "figures": figures})
