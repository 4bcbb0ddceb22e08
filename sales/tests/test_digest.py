"""Each morning one mail to whoever has somebody to hear from: at their hour, on working days, once."""

from datetime import date, timedelta

import pytest
import time_machine

from accounts import scheduler
from accounts.models import Absence, Holiday, Preferences
from leads.models import Activity
from sales.hand_off.transfer import hand_over
from sales.models import Digest
from sales.today import digest
from sales.today.digest import send_due

THURSDAY = "2026-06-11 06:30Z"  # half past seven in London
TODAY = date(2026, 6, 11)


@pytest.fixture(autouse=True)
def _thursday(db):
    with time_machine.travel(THURSDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def at(_thursday):
    return _thursday.move_to


@pytest.fixture
def waiting(make_lead, cast):
    """Something for Jo to do."""
    lead = make_lead("Maria Lind", phone="0113 496 0142")
    return Activity.plan(lead, by=cast.staff, on=TODAY, text="Ring about the oak", for_user=cast.staff)


def to(mailoutbox) -> list[str]:
    return sorted(address for mail in mailoutbox for address in mail.to)


def test_whoever_has_somebody_waiting_gets_one_and_nobody_else(business, waiting, mailoutbox, cast):
    send_due(business)
    assert to(mailoutbox) == ["jo@example.com"]
    [mail] = mailoutbox
    assert mail.subject == "1 person to hear from you today"
    assert "Maria Lind: Ring about the oak" in mail.body
    assert "0113 496 0142" in mail.body
    assert "Maria Lind" in mail.alternatives[0].content
    assert Digest.objects.get(user=cast.sales).state == Digest.State.EMPTY


def test_it_comes_once_a_day(business, waiting, mailoutbox, at):
    for moment in (THURSDAY, "2026-06-11 07:00Z", "2026-06-11 11:00Z"):
        at(moment)
        send_due(business)
    assert to(mailoutbox) == ["jo@example.com"]
    at("2026-06-12 06:30Z")
    send_due(business)
    assert to(mailoutbox).count("jo@example.com") == 2


def test_it_comes_at_their_hour_and_not_in_the_evening(business, waiting, mailoutbox, cast, at):
    Preferences.objects.create(user=cast.staff, digest_hour=9)
    send_due(business)
    assert mailoutbox == []
    at("2026-06-11 14:30Z")  # half past three: the worker was down all morning
    send_due(business)
    assert mailoutbox == []
    at("2026-06-11 08:00Z")
    send_due(business)
    assert len(mailoutbox) == 1


def test_whoever_wants_none_gets_none(business, waiting, mailoutbox, cast):
    Preferences.objects.create(user=cast.staff, digest=False)
    send_due(business)
    assert mailoutbox == []


def test_what_was_with_somebody_shut_out_goes_to_the_others(business, waiting, mailoutbox, cast):
    cast.staff.deactivate(by=cast.admin)
    send_due(business)
    assert "jo@example.com" not in to(mailoutbox)
    assert "tom@example.com" in to(mailoutbox)


@pytest.mark.parametrize("reason", ["sunday", "holiday", "away", "sample"])
def test_it_does_not_come_when_nobody_works(business, waiting, mailoutbox, cast, at, reason):
    if reason == "sunday":
        at("2026-06-14 06:30Z")
    elif reason == "holiday":
        Holiday.objects.create(day=TODAY, name="Fair")
    elif reason == "away":
        Absence.enter(cast.staff, by=cast.staff, first_day=TODAY)
    else:
        business.is_sample = True
    send_due(business)
    assert mailoutbox == []


def test_nothing_is_sent_where_there_is_no_mail_server(business, waiting, mailoutbox, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}
    send_due(business)
    assert not Digest.objects.exists()


def test_every_reason_to_hear_from_somebody_is_named(business, make_lead, make_opportunity, cast, mailoutbox):
    late = make_lead("Late Lee")
    Activity.plan(late, by=cast.staff, on=TODAY - timedelta(days=2), for_user=cast.sales)
    hand_over(make_lead("Handed Hal"), by=cast.staff)
    stuck = make_opportunity("Stuck Sue")
    type(stuck).objects.filter(pk=stuck.pk).update(stage_since="2026-06-01T09:00Z")
    send_due(business)
    [mail] = [mail for mail in mailoutbox if mail.to == ["tom@example.com"]]
    assert mail.subject == "3 people to hear from you today"
    for said in (
        "OVERDUE (1)",
        "Late Lee, 2 days late",
        "HANDED OVER AND WAITING (1)",
        "Handed Hal",
        "STUCK, NOTHING PLANNED (1)",
        "10 days in New",
    ):
        assert said in mail.body


def test_an_owner_reads_what_is_late_with_the_team(business, make_lead, cast, mailoutbox):
    for name in ("One", "Two"):
        Activity.plan(make_lead(name), by=cast.staff, on=TODAY - timedelta(days=2), for_user=cast.sales)
    send_due(business)
    [mail] = [mail for mail in mailoutbox if mail.to == ["ruth@example.com"]]
    assert mail.subject == "What is late with your team"
    assert "Tom: 2 follow-ups overdue" in mail.body
    assert not [mail for mail in mailoutbox if mail.to == ["ada@example.com"]]


def test_a_hand_over_past_its_promise_is_late(business, make_lead, cast, mailoutbox):
    made = hand_over(make_lead("Handed Hal"), by=cast.staff)
    type(made).objects.filter(pk=made.pk).update(due_at="2026-06-10T09:00Z")
    send_due(business)
    bodies = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "Handed Hal, late, since" in bodies["tom@example.com"]
    assert "With nobody: 1 hand-over late" in bodies["ruth@example.com"]


def test_links_lead_to_where_people_reach_us(business, waiting, mailoutbox, settings):
    settings.LEADTRACK_URL = "https://leads.example.com"
    send_due(business)
    [mail] = mailoutbox
    assert f"https://leads.example.com{waiting.lead.get_absolute_url()}" in mail.body
    assert mail.extra_headers["Message-ID"].endswith("@leads.example.com>")


def test_a_name_that_is_markup_is_text(business, make_lead, cast, mailoutbox):
    Activity.plan(make_lead("<script>x</script>"), by=cast.staff, on=TODAY, for_user=cast.staff)
    send_due(business)
    assert "<script>" not in mailoutbox[0].alternatives[0].content
    assert "<script>x</script>" in mailoutbox[0].body


@pytest.mark.parametrize("step", ["before the claim", "before composing", "before sending"])
def test_killed_before_the_mail_was_handed_over_it_comes_later_and_once(business, waiting, mailoutbox, monkeypatch, step):
    class Killed(BaseException):
        pass

    def die(*_args, **_more):
        raise Killed

    where = {"before the claim": (Digest.objects, "get_or_create"), "before composing": (digest, "content_for")}
    target, name = where.get(step, (digest, "mail_for"))
    with monkeypatch.context() as patched:
        patched.setattr(target, name, die)
        with pytest.raises(Killed):
            send_due(business)
    send_due(business)
    send_due(business)
    assert len(mailoutbox) == 1


def test_killed_while_handing_it_over_it_is_not_sent_twice(business, waiting, mailoutbox, monkeypatch):
    """It went out, and the worker died before it could say so."""

    def die(self):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Digest, "go_out", die)
        with pytest.raises(KeyboardInterrupt):
            send_due(business)
    send_due(business)
    assert len(mailoutbox) == 1


def test_it_is_one_of_the_chores():
    assert scheduler.jobs["send the morning digest"].work is send_due
