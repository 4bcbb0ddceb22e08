"""Who sent whom in the sample business: some recommendations say so, and one sender is still to be thanked."""

from accounts.models import Business
from accounts.models.business import Thanks
from leads.contacts import referrals
from leads.models import Lead, Source, State

NAMED = 9
SENDERS = 3


def name_senders(*, business: Business) -> int:
    """Three clients sent three people each; the latest of these are thanked. Returns how many enquiries say who sent them."""
    wanted, business.thank_referrers = business.thank_referrers, Thanks.NEVER
    business.save(update_fields=["thank_referrers"])
    senders = [
        lead.contact for lead in Lead.objects.filter(client__isnull=False).select_related("contact").order_by("listed_at", "pk")[:SENDERS]
    ]
    sent = Lead.objects.valid().filter(source__kind=Source.Kind.REFERRAL, contact__isnull=False).exclude(contact__in=senders)
    won = list(sent.filter(state=State.WON).order_by("-listed_at", "-pk")[: NAMED // 3])
    rest = list(sent.exclude(state=State.WON).order_by("-listed_at", "-pk")[: NAMED - len(won)])
    leads = [*won, *rest]
    for n, lead in enumerate(leads):
        if n == len(leads) - 1:
            business.thank_referrers = wanted
            business.save(update_fields=["thank_referrers"])
        referrals.name(lead, senders[n % len(senders)], by=lead.logged_by)
    return len(leads)
