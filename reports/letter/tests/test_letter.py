"""The letter: once a person and period, to owners who asked for it, with the same figures as text, as HTML and on the page."""

import re
from datetime import date
from email import message_from_bytes, policy
from smtplib import SMTPServerDisconnected

import pytest
import time_machine
from django.core.mail import EmailMultiAlternatives

from accounts import scheduler
from accounts.models import Preferences
from leads.tests.mail.rfc5322 import faults
from leads.tests.mail.servers import smtp_server
from leads.tests.making import make_lead
from reports.letter import contents as letter
from reports.letter import post as letter_mail
from reports.letter.post import send_due
from reports.models import Annotation, Goal, Letter

pytestmark = pytest.mark.django_db
MONDAY = "2026-06-15 06:30Z"  # half past seven in London; the week before is 8 to 14 June
WEEKLY, MONTHLY, OFF = Preferences.Letter.WEEKLY, Preferences.Letter.MONTHLY, Preferences.Letter.OFF


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(MONDAY, tick=False) as result:
        yield result


@pytest.fixture
def numbers(come, cast):
    """Leads of some months, a goal, a date and something to mend."""
    for day in ("2026-01-09", "2026-02-09", "2026-03-09", "2026-06-03", "2026-06-09", "2026-06-10"):
        come("Leaflet", day, won_after=3)
    come("Signboard", "2026-02-10")
    make_lead("No source", source=None)
    Annotation.add("New shop sign", first_day=date(2026, 5, 12), by=cast.owner)
    Goal.put("clients", amount=30, per="month", month=date(2026, 6, 1), by=cast.owner)


def want(user, kind=WEEKLY, **values) -> None:
    Preferences.objects.update_or_create(user=user, defaults={"letter": kind} | values)


def to(mailoutbox) -> list[str]:
    return [mail.to[0] for mail in mailoutbox]


def test_owners_who_asked_get_it_and_nobody_else(business, numbers, cast, mailoutbox):
    for user in (cast.owner, cast.sales, cast.admin, cast.stranger):
        want(user)
    want(cast.everything, OFF)
    send_due(business)
    assert to(mailoutbox) == ["ruth@example.com"]
    assert Letter.objects.get().state == Letter.State.SENT


@pytest.mark.parametrize(
    ("kind", "moments", "first_days"),
    [
        (WEEKLY, ["2026-06-15 05:59Z"], []),
        (WEEKLY, ["2026-06-15 06:00Z", "2026-06-15 06:15Z", "2026-06-17 09:00Z"], ["2026-06-08"]),
        (WEEKLY, ["2026-06-18 06:01Z"], []),
        (WEEKLY, ["2026-06-15 07:00Z", "2026-06-22 07:00Z"], ["2026-06-08", "2026-06-15"]),
        (MONTHLY, ["2026-06-15 07:00Z", "2026-07-01 05:30Z"], []),
        (MONTHLY, ["2026-07-01 06:30Z", "2026-07-02 06:30Z", "2026-08-01 06:30Z"], ["2026-06-01", "2026-07-01"]),
    ],
)
def test_letter_comes_once_a_period(business, numbers, cast, mailoutbox, clock, kind, moments, first_days):
    want(cast.owner, kind)
    for moment in moments:
        clock.move_to(moment)
        send_due(business)
    assert len(mailoutbox) == len(first_days)
    assert [str(day) for day in Letter.objects.order_by("pk").values_list("first_day", flat=True)] == first_days


@pytest.mark.parametrize(("state", "sent"), [("claimed", 1), ("sending", 0), ("sent", 0), ("refused", 0)])
def test_interrupted_letter_restarts_only_if_unsent(business, numbers, cast, mailoutbox, state, sent):
    want(cast.owner)
    Letter.objects.create(user=cast.owner, kind=WEEKLY, first_day=date(2026, 6, 8), state=state)
    send_due(business)
    assert len(mailoutbox) == sent


def test_killed_worker_sends_no_second_letter(business, numbers, cast, mailoutbox, monkeypatch):
    want(cast.owner)

    def killed(*_args):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", killed)
        with pytest.raises(KeyboardInterrupt):
            send_due(business)
    assert Letter.objects.get().state == Letter.State.SENDING
    send_due(business)
    assert mailoutbox == []


def test_broken_line_leaves_the_letter_uncertain(business, numbers, cast, mailoutbox, monkeypatch):
    want(cast.owner)

    def broken(*_args):
        raise SMTPServerDisconnected("gone")

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", broken)
        send_due(business)
    send_due(business)
    assert mailoutbox == []
    assert Letter.objects.get().error == "gone"


def test_an_empty_business_and_a_sample_write_nothing(business, cast, mailoutbox, come):
    want(cast.owner)
    send_due(business)
    assert Letter.objects.get().state == Letter.State.EMPTY
    Letter.objects.all().delete()
    come("Leaflet", "2026-06-09")
    business.is_sample = True
    send_due(business)
    assert mailoutbox == []


def test_letter_is_a_regular_task():
    assert "send the letter about the numbers" in scheduler.jobs


def test_smtp_letter_holds_text_html_and_pictures(business, numbers, cast, settings):
    settings.LEADTRACK_URL = "https://leads.example.com"
    want(cast.owner)
    with smtp_server(settings) as box:
        send_due(business)
    [mail] = [message_from_bytes(raw, policy=policy.default) for raw in box.taken]
    assert mail["Subject"] == "8 to 14 June 2026: 2 leads, 2 new clients"
    assert mail["Message-ID"] == f"<letter-weekly-20260608-{cast.owner.pk}@leads.example.com>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html, plain = (mail.get_body((kind,)).get_content() for kind in ("html", "plain"))
    pictures = {part["Content-ID"].strip("<>"): part for part in mail.walk() if part.get_content_type() == "image/png"}
    assert set(re.findall(r'src="cid:([^"]+)"', html)) == set(pictures)
    assert {"months@leadtrack", "goal-clients@leadtrack", "source-0@leadtrack"} <= set(pictures)
    assert all(part.get_content().startswith(b"\x89PNG") for part in pictures.values())
    related = next(part for part in mail.walk() if part.get_content_type() == "multipart/related")
    assert [part.get_content_maintype() for part in related.iter_parts()] == ["text", *["image"] * len(pictures)]
    assert "https://leads.example.com/reports/overview/" in html
    assert "https://leads.example.com/reports/letter/off/" in plain


def test_its_headers_stand_whole_on_the_wire(business, numbers, cast, settings):
    settings.LEADTRACK_URL = "https://leads.a-rather-long-name-of-a-workshop-with-seventy-letters.example.com"
    want(cast.owner)
    with smtp_server(settings) as box:
        send_due(business)
    way_out = f"{settings.LEADTRACK_URL}/reports/letter/off/{letter_mail.token(cast.owner)}/"
    assert f"\r\nList-Unsubscribe: <{way_out}>\r\n".encode() in box.taken[0]
    ident = f"<letter-weekly-20260608-{cast.owner.pk}@{settings.LEADTRACK_URL.removeprefix('https://')}>"
    assert f"\r\nMessage-ID: {ident}\r\n".encode() in box.taken[0]


def test_its_bytes_keep_to_the_standard(business, numbers, cast, settings):
    settings.LEADTRACK_URL = "https://leads.example.com"
    want(cast.owner)
    with smtp_server(settings) as box:
        send_due(business)
    assert [faults(raw) for raw in box.taken] == [[]]


def test_text_html_and_page_agree(business, numbers, cast, look):
    content = letter.content(WEEKLY, business=business)
    mail = letter_mail.mail_for(content, cast.owner)
    page = look("/reports/letter/", kind="weekly").text
    rows = [content.headline, "New shop sign", "Leads without a source", content.goals[0].text]
    rows += [words for figure in content.figures for words in (figure.name, figure.now)]
    rows += [words for line in content.source_lines for words in (line.name, line.conversion)]
    for text in (mail.body, mail.alternatives[0].content, page):
        assert [words for words in rows if words not in text] == []
    assert content.months.alt == "Jan 1, Feb 2, Mar 1, Apr 0, May 0, Jun 3 (so far)"
    for picture in content.pictures:
        assert f'alt="{picture.alt}"' in mail.alternatives[0].content
        assert picture.data in page


def test_new_business_gets_a_letter(business, come, cast):
    come("Leaflet", "2026-06-14")
    content = letter.content(MONTHLY, business=business)
    assert content.period.first_day == date(2026, 5, 1)
    assert content.months is None
    assert "0 leads" in letter_mail.mail_for(content, cast.owner).subject


def test_letter_measures_goals_by_its_days(business, numbers):
    [goal] = letter.content(WEEKLY, business=business).goals
    assert (goal.name, goal.text) == ("New clients", "2 of 7")


def test_link_stops_the_letter_without_sign_in(business, cast, client):
    want(cast.owner)
    address = f"/reports/letter/off/{letter_mail.token(cast.owner)}/"
    assert "No more letters?" in client.get(address).text
    assert Preferences.of(cast.owner).letter == WEEKLY
    assert "You will get no more letters" in client.post(address, {"List-Unsubscribe": "One-Click"}).text
    assert Preferences.of(cast.owner).letter == OFF
    assert client.post("/reports/letter/off/forged/").status_code == 404


def test_owners_choose_the_letter_on_their_profile(business, cast, client):
    for who, kind in (("owner", MONTHLY), ("sales", OFF)):
        user = getattr(cast, who)
        client.force_login(user)
        assert ('name="letter"' in client.get("/profile/").text) == (who == "owner")
        client.post("/profile/preferences/", {"digest": "on", "digest_hour": "7", "letter": MONTHLY})
        assert Preferences.of(user).letter == kind


@pytest.mark.parametrize("who", ["staff", "sales"])
def test_letter_is_hidden_from_others(business, numbers, look, who):
    assert look("/reports/letter/", who=who).status_code == 403


def test_letter_takes_a_constant_number_of_queries(business, numbers, come, sources, django_assert_num_queries):
    for number in range(12):
        come("Signboard", f"2026-05-{number + 1:02}", won_after=1)
    with django_assert_num_queries(45):
        letter.content(MONTHLY, business=business)


def test_provider_gets_pictures_as_attachments(business, numbers, cast):
    mail = letter_mail.mail_for(letter.content(WEEKLY, business=business), cast.owner)
    assert isinstance(mail, EmailMultiAlternatives)
    assert len(mail.attachments) == len(re.findall("cid:", mail.alternatives[0].content))
