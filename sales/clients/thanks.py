"""A follow-up to thank whoever sent somebody: planned once for each enquiry, and taken back while it is still to be done."""

from django.utils.translation import gettext as _

from accounts.models import Business, User
from accounts.models.business import Thanks
from leads.follow_ups.next_step import Planner
from leads.models import Activity, Contact, Lead, State
from sales.models import Opportunity


def settle(lead: Lead, *, by) -> None:
    """Bring the thank-you in line with who sent the enquiry now and with what the settings want. Belongs into a transaction."""
    mine = take_back(lead)
    if mine.thanks_id is None and _is_due(mine):
        mine.thanks = _plan(mine, by=by)
        Lead.objects.filter(pk=mine.pk).update(thanks=mine.thanks)


def take_back(lead: Lead) -> Lead:
    """Drop what is planned for somebody who did not send it, or for a client who is none any more. A thank-you that was said, or
    that somebody dropped, stays, so that nobody is thanked twice."""
    mine = Lead.objects.select_for_update(of=("self",)).select_related("contact", "referred_by").get(pk=lead.pk)
    thanks = mine.thanks
    if thanks is None:
        return mine
    is_theirs = thanks.lead.contact_id == mine.referred_by_id
    if (is_theirs and not _lost_its_client(mine)) if thanks.is_planned else (is_theirs or mine.referred_by_id is None):
        return mine
    thanks.drop()
    Lead.objects.filter(pk=mine.pk).update(thanks=None)
    mine.thanks = None
    return mine


def moved(lead: Lead, *, before: Contact | None, after: Contact | None) -> None:
    """The enquiry is somebody else's: whoever is not named as its sender any more is not thanked."""
    take_back(lead)


def won(lead: Lead, *, by) -> None:
    """Somebody was sold something: where senders are thanked for clients, now is the time."""
    if lead.referred_by_id and Business.current().thank_referrers == Thanks.CLIENT:
        settle(lead, by=by)


def _is_due(lead: Lead) -> bool:
    if not lead.referred_by_id or lead.merged_into_id or lead.state == State.WITHDRAWN:
        return False
    wanted = Business.current().thank_referrers
    return wanted == Thanks.LOGGED or (wanted == Thanks.CLIENT and _made_a_client(lead))


def _lost_its_client(lead: Lead) -> bool:
    return Business.current().thank_referrers == Thanks.CLIENT and not _made_a_client(lead)


def _made_a_client(lead: Lead) -> bool:
    return bool(lead.contact and lead.contact.client_lead_id == lead.pk)


def _plan(lead: Lead, *, by) -> Activity | None:
    """On the sender's latest enquiry, the next working day of whoever is to do it. None where they have none to plan it on."""
    latest = lead.referred_by.leads.standing().order_by("-listed_at", "-pk").first()
    if latest is None:
        return None
    who = _thanker(lead)
    on = Planner(Business.current(), user=who or by).in_days(0)
    text = _("Thank %(sender)s for sending %(person)s") % {"sender": lead.referred_by, "person": lead}
    return Activity.plan(latest, by=by, on=on, text=text[:500], for_user=who)


def _thanker(lead: Lead) -> User | None:
    """The owner of the sender's last opportunity, else whoever logged the enquiry; None: whoever is free."""
    last = Opportunity.objects.filter(lead__contact=lead.referred_by).select_related("owner").order_by("-made_at", "-pk").first()
    known = (last.owner if last else None, lead.logged_by)
    return next((who for who in known if who and who.is_active), None)
