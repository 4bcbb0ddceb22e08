"""Four programs that read calendars, none of which shares code with another: what each makes of a file.

A reader that is not installed is said loudly: its tests are skipped with “NOT RUN”.
"""

import ctypes
import ctypes.util
import json
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
import vobject

VENDOR = Path(__file__).parent / "vendor"
SCRIPT = """
import { readFileSync } from "node:fs";
import ICAL from %(library)s;
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const told = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
console.log(JSON.stringify(calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  return [told(event.startDate), told(event.endDate), event.summary, event.description];
})));
"""
VEVENT = 4
"""libical's number for an event."""


@dataclass(frozen=True)
class Event:
    """`start` and `end` in UTC, or days of an all-day event."""

    start: datetime | date
    end: datetime | date
    summary: str
    description: str


def by_icalendar(body: bytes) -> list[Event]:
    events = icalendar.Calendar.from_ical(body).walk("VEVENT")
    return [Event(_utc(each["DTSTART"].dt), _utc(each["DTEND"].dt), str(each["SUMMARY"]), str(each["DESCRIPTION"])) for each in events]


def by_vobject(body: bytes) -> list[Event]:
    events = vobject.readOne(body.decode()).contents.get("vevent", [])
    values = ((each.dtstart.value, each.dtend.value, each.summary.value, each.description.value) for each in events)
    return [Event(_utc(start), _utc(end), *texts) for start, end, *texts in values]


def by_ical_js(body: bytes) -> list[Event]:
    """The library in Thunderbird."""
    node = shutil.which("node")
    if not node:
        pytest.skip("NOT RUN: node is not installed, so ical.js reads nothing")
    script = SCRIPT % {"library": json.dumps((VENDOR / "ical.min.js").as_uri())}
    done = subprocess.run([node, "--input-type=module", "-e", script], input=body, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return [Event(_read(start), _read(end), *texts) for start, end, *texts in json.loads(done.stdout)]


class Time(ctypes.Structure):
    """libical's struct icaltimetype."""

    _fields_ = [
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second", "is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    ]


def libical() -> ctypes.CDLL:
    """The library in Evolution and GNOME Calendar."""
    name = ctypes.util.find_library("ical")
    if not name or not name.endswith(".3"):
        pytest.skip("NOT RUN: libical 3 is not installed (Debian: libical3)")
    library = ctypes.CDLL(name)
    for function in ("icalparser_parse_string", "icalcomponent_get_first_component", "icalcomponent_get_next_component"):
        getattr(library, function).restype = ctypes.c_void_p
    library.icaltimezone_get_utc_timezone.restype = ctypes.c_void_p
    for function in ("icalcomponent_get_dtstart", "icalcomponent_get_dtend"):
        getattr(library, function).restype = Time
    for function in ("icalcomponent_get_summary", "icalcomponent_get_description"):
        getattr(library, function).restype = ctypes.c_char_p
    return library


def by_libical(body: bytes) -> list[Event]:
    library, events = libical(), []
    calendar = ctypes.c_void_p(library.icalparser_parse_string(body))
    assert calendar, "libical reads no calendar"
    event = library.icalcomponent_get_first_component(calendar, VEVENT)
    while event:
        one = ctypes.c_void_p(event)
        times = [_of_libical(library, read(one)) for read in (library.icalcomponent_get_dtstart, library.icalcomponent_get_dtend)]
        texts = [read(one).decode() for read in (library.icalcomponent_get_summary, library.icalcomponent_get_description)]
        events.append(Event(*times, *texts))
        event = library.icalcomponent_get_next_component(calendar, VEVENT)
    return events


def keeps_the_rules(body: bytes) -> bool:
    """What libical says of the rules of iTIP and iCalendar for every component of the file."""
    library = libical()
    return bool(library.icalrestriction_check(ctypes.c_void_p(library.icalparser_parse_string(body))))


READERS: dict[str, Callable[[bytes], list[Event]]] = {
    "icalendar": by_icalendar,
    "vobject": by_vobject,
    "ical.js": by_ical_js,
    "libical": by_libical,
}


def _of_libical(library: ctypes.CDLL, time: Time) -> datetime | date:
    if time.is_date:
        return date(time.year, time.month, time.day)
    assert time.zone == library.icaltimezone_get_utc_timezone(), "a time that is not in UTC"
    return datetime(time.year, time.month, time.day, time.hour, time.minute, time.second, tzinfo=UTC)


def _read(text: str) -> datetime | date:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _utc(moment: datetime | date) -> datetime | date:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment
