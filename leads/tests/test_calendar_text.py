"""Free text arrives in a calendar to the letter; what is checked are the bytes, as the library that writes them reads its own faults."""

import re

import pytest
import vobject
from django.urls import reverse
from django.utils import timezone

from accounts.models import CalendarFeed
from leads.models import Activity
from leads.tests.making import make_lead

SHARE = r"Offer lies in \\NAS\Neukunden\Miller, see C:\New\notes.txt; x\, y\; z\\"
ESCAPED = rb"Offer lies in \\\\NAS\\Neukunden\\Miller\, see C:\\New\\notes.txt\; x\\\, y\\\; z\\\\"


@pytest.fixture
def feed(client, cast):
    """The bytes of the feed with one follow-up of that text and lead."""

    def read(text: str = "", *, name: str = "Ann", **fields) -> bytes:
        Activity.plan(make_lead(name, **fields), by=cast.staff, for_user=cast.staff, on=timezone.localdate(), text=text)
        return unfolded(client.get(reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])).content)

    return read


def unfolded(body: bytes) -> bytes:
    return body.replace(b"\r\n ", b"")


def line(body: bytes, name: str) -> bytes:
    [value] = re.findall(rf"^{name}:(.*)\r$".encode(), body, flags=re.MULTILINE)
    return value


def test_backslashes_come_through(feed):
    assert line(feed(SHARE), "DESCRIPTION").startswith(ESCAPED + rb"\nhttp")


def test_another_reader_reads_the_same_text(feed):
    event = vobject.readOne(feed(SHARE).decode()).vevent
    assert event.description.value.split("\n")[0] == SHARE


def test_a_typed_n_after_a_backslash_is_no_line_break(feed):
    assert line(feed("a\\nb\\Nc"), "DESCRIPTION").startswith(rb"a\\nb\\Nc\nhttp")


def test_line_breaks_of_every_kind_are_one(feed):
    assert line(feed("a\r\nb\rc\nd\u2028e\x85f"), "DESCRIPTION").startswith(rb"a\nb\nc\nd\ne\nf\nhttp")


def test_the_name_of_the_lead_is_escaped_too(feed):
    assert line(feed(name=r"Lind\New; née, O"), "SUMMARY") == rb"Call: Lind\\New\; n" + "é".encode() + rb"e\, O"


def test_the_name_of_the_calendar_is_escaped_too(feed, business):
    business.name = r"Oak\New, Sons"
    business.save()
    assert line(feed(), "X-WR-CALNAME").startswith(rb"Oak\\New\, Sons: ")


def test_no_line_is_longer_than_75_bytes(client, cast, feed):
    feed("ü" * 200)
    body = client.get(reverse("calendar_feed", args=[CalendarFeed.renew(cast.staff).token])).content
    assert max(map(len, body.split(b"\r\n"))) <= 75
    assert ("ü" * 200).encode() in unfolded(body)


def test_the_extension_of_a_phone_is_in_it(feed):
    description = line(feed("Ring", phones=["020 7946 0123 x5"]), "DESCRIPTION").decode()
    assert description.startswith(r"Ring\n020 7946 0123 ×5\n")
