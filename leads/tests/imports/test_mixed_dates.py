"""A column with both 31/12 and 12/31 contradicts itself: somebody says which, and the rest stays out."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError
from django.utils.timezone import localdate

from leads.imports.plan import Plan
from leads.imports.questions.unclear_values import questions, unanswered
from leads.imports.values.dates import order_of
from leads.models import Lead
from leads.tests.imports.conftest import bring_in, table_of
from leads.tests.imports.test_command import run  # noqa: F401

pytestmark = pytest.mark.django_db
TEXT = "id,when\nA1,31/12/2025\nA2,12/31/2025\nA3,05/06/2025\nA4,07/04/2025\n"
COLUMNS = {"id": "external_id", "when": "received_at"}


def days() -> dict[str, dt.date]:
    return {lead.external_id: localdate(lead.received_at, ZoneInfo("Europe/London")) for lead in Lead.objects.all()}


def test_a_column_that_contradicts_itself_is_asked_about_with_what_does_not_fit(business):
    (question,) = unanswered(table_of(TEXT), Plan.for_business(business, columns=COLUMNS))
    assert question.example == "05/06/2025"
    assert [label for _value, label in question.choices] == [
        "Day first; 1 row does not fit and stays out",
        "Month first; 1 row does not fit and stays out",
    ]


def test_rows_that_contradict_the_answer_stay_out_with_the_reason(business):
    summary = bring_in(TEXT, orders={"received_at": "dmy"}, **COLUMNS)
    assert [(each.row, "contradicts the order" in each.reason) for each in summary.errors] == [(3, True)]
    assert days() == {"A1": dt.date(2025, 12, 31), "A3": dt.date(2025, 6, 5), "A4": dt.date(2025, 4, 7)}


def test_without_an_answer_only_what_can_be_read_one_way_goes_in(business):
    summary = bring_in(TEXT, **COLUMNS)
    assert [each.row for each in summary.errors] == [4, 5]
    assert days() == {"A1": dt.date(2025, 12, 31), "A2": dt.date(2025, 12, 31)}


def test_what_fewer_rows_contradict_is_proposed(business):
    table = table_of(TEXT + "A5,06/30/2025\nA6,07/30/2025\n")
    assert questions(table, Plan.for_business(business, columns=COLUMNS))[0].answer == "mdy"


def test_another_column_does_not_settle_one_that_contradicts_itself(business):
    table = table_of(TEXT.replace("when", "when,won").replace("2025\n", "2025,14/05/2026\n"))
    plan = Plan.for_business(business, columns=COLUMNS | {"won": "won_at"})
    assert [question.field for question in questions(table, plan)] == ["received_at"]


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["31.12.2025", "05.06.2025"], ""),
        (["12.31.2025", "05.06.2025"], "m.d.y"),
        (["31.12.2025", "12.31.2025"], "mixed"),
        (["31/12/2025", "12-31-2025"], "mixed"),
    ],
)
def test_dots_put_the_day_first_unless_the_column_shows_otherwise(cells, order):
    assert order_of(cells) == order


def test_the_command_names_the_option_and_what_does_not_fit(run):  # noqa: F811
    with pytest.raises(CommandError, match=r"--date-order dmy \(Day first; 1 row does not fit and stays out\)"):
        run(TEXT, "--map", "id=external_id", "when=received_at")
    summary = run(TEXT, "--map", "id=external_id", "when=received_at", "--date-order", "mdy")
    assert (summary["created"], summary["failed"]) == (3, 1)
