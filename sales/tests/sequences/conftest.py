from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from accounts.models import Business
from accounts.scheduler import jobs
from leads.mail import NoAddress
from leads.models import Activity
from leads.tests.mail.conftest import box, imap_port, mailbox, post
from sales.models import MessageTemplate, Sequence
from sales.sequences import sending as way_out

__all__ = ["box", "imap_port", "mailbox", "post"]
LONDON = ZoneInfo("Europe/London")
MARK = "sent: "


def london(*parts) -> datetime:
    return datetime(*parts, tzinfo=LONDON)


@pytest.fixture
def posted(monkeypatch):
    """What went into the post, as rows of the database, so that a step cut off takes its message back. Subjects, in order."""

    def send(lead, *, by, subject, text, key):
        if lead.contact is None or not lead.contact.emails.exists():
            raise NoAddress(lead)
        Activity.log(lead, by=by, kind=Activity.Kind.MESSAGE, text=f"{MARK}{subject}")

    monkeypatch.setattr(way_out, "send", send)
    return lambda: [row.text.removeprefix(MARK) for row in Activity.objects.filter(text__startswith=MARK).order_by("pk")]


@pytest.fixture
def make_sequence(stages, cast):
    """A sequence that is on: each step (days, task, subject), of which task or subject may be empty."""

    def make(*steps, stage="Quoted", name="After a quote", **place) -> Sequence:
        sequence = Sequence.add(name, **(place or {"stage": stages[stage]}))
        for number, (days, task, subject) in enumerate(steps, 1):
            template = MessageTemplate.add(f"{name} {number}", subject=subject, text="Hello {first name}") if subject else None
            sequence.add_step(wait=days, task_kind="call" if task else "", task_text=task, template=template)
        sequence.approve(by=cast.owner, seen=sequence.as_seen)
        return sequence

    return make


@pytest.fixture
def quoted(make_opportunity, stages, cast):
    """An opportunity of Helen's that has just been moved to Quoted."""

    def make(**fields):
        opportunity = make_opportunity(email="helen@example.com", **fields)
        opportunity.move_to(stages["Quoted"], by=cast.sales, gated=False)
        return opportunity

    return make


@pytest.fixture
def work_through():
    """Let the worker run every so often up to a moment; the clock stands where it was left."""

    def work(clock, until: datetime, *, every=timedelta(hours=6)) -> None:
        now = datetime.now(LONDON)
        while now < until:
            now = min(now + every, until)
            clock.move_to(now)
            jobs["follow up by itself"].work(Business.current())

    return work
