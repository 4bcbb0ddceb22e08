"""A few e-mails on the timelines of the sample: one answered, one under way to nobody, as a business of some months has them."""

import random
import uuid
from datetime import timedelta

from django.utils import timezone

from accounts.models import Business
from leads.models import Lead, Message, State

ASKED = ("Hello, you wrote that you could send some pictures. Could you? We would like to decide by the end of the month.", "Pictures")
SENT = (
    "Thank you for your visit. The drawing with the measurements is with us, and we keep the price until the end of the month. "
    "Is there a day this week on which I may ring you?",
    "Your drawing",
)
THANKS = "Thank you, that was quick! Thursday after four would be best."
MOST = 12


def write_letters(rng: random.Random, *, business: Business) -> int:
    """Returns how many."""
    leads = Lead.objects.filter(state=State.IN_SALES, contact__emails__isnull=False).select_related("contact").distinct()
    letters = [letter for lead in leads.order_by("-listed_at")[:MOST] for letter in _exchange(rng, lead)]
    Message.objects.bulk_create(letters)
    return len(letters)


def _exchange(rng: random.Random, lead: Lead) -> list[Message]:
    opportunity = lead.opportunities.select_related("owner").order_by("pk").first()
    day = min(opportunity.made_at + timedelta(days=1, minutes=rng.randint(0, 300)), timezone.now() - timedelta(hours=3))
    first = _letter(rng, lead, "out", SENT, at=day, by=opportunity.owner)
    if rng.random() < 0.4:
        return [first]
    told = (THANKS, f"Re: {SENT[1]}") if rng.random() < 0.6 else ASKED
    return [first, _letter(rng, lead, "in", told, at=min(day + timedelta(hours=rng.randint(1, 20)), timezone.now()), answers=first)]


def _letter(rng: random.Random, lead: Lead, direction: str, told: tuple, *, at, by=None, answers: Message | None = None) -> Message:
    text, subject = told
    ident = uuid.UUID(int=rng.getrandbits(128), version=4)
    went = {"sent_at": at, "status": "sent", "by": by} if direction == "out" else {"received_at": at, "status": "received"}
    return Message(
        key=ident,
        lead=lead,
        contact=lead.contact,
        direction=direction,
        address=lead.contact.main_email.key,
        name=lead.contact.name if direction == "in" else "",
        subject=subject,
        text=text,
        message_id=f"<{ident.hex}@sample.invalid>",
        in_reply_to=answers.message_id if answers else "",
        made_at=at,
        at=at,
        **went,
    )
