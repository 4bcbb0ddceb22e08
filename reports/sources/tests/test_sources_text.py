"""The sentence above the sources report says what the rows say."""

from datetime import UTC, datetime

import pytest

from reports.core.periods import Period
from reports.metrics.counting import Row
from reports.sources import text
from reports.sources.query import Report, judged
from reports.statistics import stats


def report(*counts: tuple[str | None, int, int, int]) -> Report:
    """From (name, leads, mature, converted within)."""
    rows = judged([Row(name, name or "(blank)", leads, won, 0, mature, won) for name, leads, mature, won in counts])
    totals = [
        sum(column) for column in zip(*((row.leads, row.clients, 0, row.mature_leads, row.converted_within) for row in rows), strict=True)
    ]
    total = Row(None, "All", *(totals or [0] * 5))
    return said_of(rows, total)


def said_of(rows: tuple[Row, ...], total: Row) -> Report:
    days = {"period": Period(), "as_of": datetime(2026, 7, 1, tzinfo=UTC), "zone": "Europe/London", "within_days": 90}
    return Report(by="source", rows=rows, total=total, left_out={}, **days)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([], "No leads came in this period."),
        ([("Leaflet", 1, 0, 0)], "It is too early to say: the one lead is not more than 90 days old."),
        ([("Leaflet", 1200, 0, 0)], "It is too early to say: none of the 1,200 leads is more than 90 days old."),
        ([("Leaflet", 9, 8, 3)], "There is nothing to compare yet: every lead old enough to judge has the same entry, “Leaflet”."),
        ([("Leaflet", 60, 60, 13), ("Van", 400, 400, 50)], "It is too early to say which sources convert better."),
        ([("Leaflet", 10, 10, 2), ("Van", 10, 10, 2)], "The sources cannot be told apart."),
        ([("Friends", 90, 90, 60), ("Van", 90, 90, 5)], "Friends converts better than the rest. Van converts worse than the rest."),
    ],
)
def test_the_sentence_is_true_of_the_rows(rows, message):
    assert text.headline(report(*rows)) == message


def test_similar_sources_are_not_ranked():
    message = text.headline(report(("Friends", 90, 90, 60), ("Van", 30, 30, 9), (None, 9, 9, 3), ("Shop", 50, 50, 15)))
    assert message.startswith("Friends converts better than the rest.")
    assert "cannot be told apart yet" in message
    assert "Shop" not in message.replace("Van and Shop convert worse", "")


def test_leads_without_a_source_are_called_that():
    assert text.headline(report((None, 90, 90, 60), ("Van", 90, 90, 5))).startswith("No source recorded converts better")


def test_headline_names_two_and_counts_others():
    rows = [(f"S{number}", 200, 200, 4) for number in range(6)]
    assert "S0, S1 and four others convert worse than the rest." in text.headline(report(("Friends", 400, 400, 300), *rows))


@pytest.mark.parametrize(("clients", "message"), [(1, "1 of them a client so far"), (2, "2 of them clients so far")])
def test_single_client_is_said_in_the_singular(clients, message):
    assert message in text.summary(report(("Leaflet", 9, 9, clients)))


def test_headline_names_only_judged_sources():
    rows = tuple(Row(name, name, 9, 1, 0, 9, 1, verdict=stats.Verdict("cant_tell", 5, 0.5, None)) for name in ("A", "B"))
    result = said_of(rows, Row(None, "All", 18, 2, 0, 18, 2))
    assert text.headline(result) == "It is too early to say which sources convert better."
