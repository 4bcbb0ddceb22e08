"""The credit for a lead: first source, last touch, equal shares; totals stay, and each count opens its leads."""

import io
import json
import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from leads.models import Lead, Spend, Touch
from reports.conftest import LONDON
from reports.core.filters import LeadFilters
from reports.core.periods import Period
from reports.metrics.credit import DIGITS
from reports.sources import query as report_sources

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_november")]
PATH = "/reports/sources/"
AS_OF = datetime(2026, 6, 1, tzinfo=LONDON)
EVERYTHING = Period()


@pytest.fixture
def touched(come, sources):
    """A lead with touches (source, days after it came; None: nobody knows when)."""

    def make(source: str, *touches: tuple[str, int | None], **values) -> Lead:
        lead = come(source, "2026-03-02", **values)
        for name, days in touches:
            at = None if days is None else lead.received_at + timedelta(days=days)
            Touch.objects.create(lead=lead, source=sources.get(name), channel="phone", at=at)
        return lead

    return make


@pytest.fixture
def report_of(business):
    return lambda credit, **options: report_sources.report(EVERYTHING, business=business, as_of=AS_OF, credit=credit, **options)


def figures_of(report) -> dict[str, tuple]:
    return {row.label: (row.leads, row.clients) for row in report.rows}


def test_last_touch_before_the_win_takes_all(touched, report_of):
    touched("Leaflet", ("Signboard", 1), ("Google search", 5), ("Leaflet", 30), won_after=10)
    assert figures_of(report_of("first")) == {"Leaflet": (1, 1)}
    assert figures_of(report_of("last")) == {"Google search": (1, 1)}
    assert report_of("last").rows[0].verdict is not None


def test_equal_shares_go_to_every_earlier_source(touched, report_of):
    touched("Leaflet", ("Signboard", 1), ("Leaflet", 2), ("Signboard", 3), ("Google search", 30), won_after=10)
    report = report_of("equal")
    assert figures_of(report) == {"Leaflet": (0.5, 0.5), "Signboard": (0.5, 0.5)}
    assert [row.verdict for row in report.rows] == [None, None]


def test_cost_per_lead_follows_shared_leads(touched, report_of, sources):
    Spend.put(sources["Signboard"], month=date(2026, 3, 1), amount=Decimal(60))
    touched("Leaflet", ("Signboard", 1), ("Google search", 2))
    costs = {row.label: row.as_dict()["cost_per_lead"] for row in report_of("equal").rows}
    assert costs == {"Leaflet": None, "Google search": None, "Signboard": pytest.approx(180, abs=0.01)}


@pytest.mark.parametrize("credit", ["last", "equal"])
def test_touch_without_source_or_time_changes_nothing(touched, report_of, credit):
    touched("Leaflet", ("none", 1), ("Signboard", None), ("Signboard", 200))
    touched("none", ("Google search", 1))
    touched("none")
    assert figures_of(report_of(credit)) == {"Leaflet": (1, 0), "Google search": (1, 0), "(blank)": (1, 0)}


def test_narrowed_report_credits_the_first_source(touched, report_of, sources):
    touched("Leaflet", ("Signboard", 1))
    assert figures_of(report_of("last", only=LeadFilters(source=str(sources["Leaflet"].pk)))) == {"Leaflet": (1, 0)}
    assert report_of("last", by="channel").credit == "first"


def some_touched(touched, chance: random.Random) -> None:
    names = ["Leaflet", "Signboard", "Google search", "none"]
    for _ in range(12):
        touches = [(chance.choice(names), chance.choice([None, 0, 3, 9, 11, 80, 95])) for _ in range(chance.randint(0, 4))]
        touched(chance.choice(names), *touches, won_after=chance.choice([None, None, 10, 85]))


@pytest.mark.parametrize("seed", range(5))
def test_credited_rows_agree_with_counting_by_hand(touched, report_of, seed):
    some_touched(touched, random.Random(seed))
    for credit in ("last", "equal"):
        report, by_hand = report_of(credit), defaultdict(lambda: [0, 0])
        assert report.total == report_of("first").total
        for lead in Lead.objects.select_related("source", "contact"):
            won = lead.contact.client_since
            end = min(won, AS_OF) if won else AS_OF
            dated = lead.touches.exclude(source=None).filter(at__lt=end).order_by("at", "pk").select_related("source")
            parts = [lead.source, *(touch.source for touch in dated)]
            chosen = {parts[-1]} if credit == "last" else ({part for part in parts if part} or {None})
            for part in chosen:
                counts = by_hand[part.name if part else "(blank)"]
                counts[0] += 1 / len(chosen)
                counts[1] += (won is not None and won < AS_OF) / len(chosen)
        assert figures_of(report) == {
            name: tuple(pytest.approx(count, abs=0.1**DIGITS) for count in counts) for name, counts in by_hand.items()
        }
        for name in ("leads", "clients", "open", "mature_leads", "converted_within", "known"):
            assert sum(getattr(row, name) for row in report.rows) == pytest.approx(getattr(report.total, name), abs=1e-4), name


@pytest.mark.parametrize("credit", ["last", "equal"])
def test_every_count_opens_its_leads(business, touched, look, credit):
    some_touched(touched, random.Random(7))
    page = look(PATH, credit=credit, as_of="2026-06-01").context["page"]
    for line in page.lines:
        listed = [look(href).context["count"] for href in (line.leads_href, line.clients_href, line.open_href)]
        counts = [line.row.leads, line.row.clients, line.row.open]
        assert listed == counts if credit == "last" else all(n >= count for n, count in zip(listed, counts, strict=True)), line.name
    assert look(page.total.leads_href).context["count"] == page.report.total.leads


def test_switch_shows_only_where_credit_differs(business, touched, look):
    touched("Leaflet", ("Leaflet", 1), ("none", 2))
    assert "credit=last" not in look(PATH).text
    touched("Leaflet", ("Signboard", 1))
    page = look(PATH).text
    assert "credit=last" in page
    assert "Equal shares" in page
    assert "credit=last" not in look(PATH, by="channel").text
    shared = look(PATH, credit="equal").text
    assert "Each lead is shared by the sources that had a part in it" in shared
    assert "1.5" in shared
    assert "Can’t tell yet" not in shared


def test_a_credit_there_is_not_is_not_found(business, look):
    assert look(PATH, credit="most").status_code == 404


def command(*options: str) -> str:
    out = io.StringIO()
    call_command("report", *options, stdout=out)
    return out.getvalue()


def test_command_names_the_credit(business, touched, look):
    some_touched(touched, random.Random(3))
    as_of = "2026-06-01T00:00:00+01:00"
    by_command = json.loads(command("sources", "--credit", "equal", "--as-of", as_of, "--format", "json"))
    assert by_command == look(PATH, credit="equal", as_of=as_of, format="json").json()
    assert by_command["credit"] == "equal"
    assert "credit" not in json.loads(command("sources", "--format", "json"))
    with pytest.raises(CommandError, match="Credit is about sources"):
        command("sources", "--credit", "last", "--by", "channel")


def test_equal_shares_ask_once_more_however_many_touches(touched, report_of, django_assert_num_queries):
    some_touched(touched, random.Random(1))
    with django_assert_num_queries(6):
        report_of("last")
    with django_assert_num_queries(7):
        report_of("equal")
