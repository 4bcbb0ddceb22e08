"""What whole columns show is found in one reading, and in little memory."""

import pytest

from leads.imports.plan import Plan
from leads.imports.questions import survey
from leads.imports.questions.survey import Survey, surveyed
from leads.imports.questions.unclear_values import questions, settle_orders
from leads.models import Import
from leads.tests.imports.conftest import table_of

COLUMNS = {"When": "received_at", "Sum": "amount", "Stage": "outcome", "From": "source"}
HEADERS = "When,Sum,Stage,From,Else\n"


def survey_of(*rows: str, **columns) -> Survey:
    return surveyed(table_of(HEADERS + "\n".join(rows)), Plan(columns=columns or COLUMNS))


def test_days_are_kept_by_what_shows_their_order():
    found = survey_of(*(f"{day:02}/04/2026 10:{minute:02},,,," for day in (3, 13) for minute in range(50)))
    assert found.columns["When"].counts == {"03/04/2026 10:00": 50, "13/04/2026 10:00": 50}


def test_amounts_are_kept_by_their_marks():
    found = survey_of(*(f'2026-01-01,"{n},50 €",,,' for n in range(10, 60)), "2026-01-01,1.000 €,,,")
    assert found.columns["Sum"].counts == {"10,50 €": 50, "1.000 €": 1}


def test_cells_of_unused_columns_are_counted():
    assert survey_of(",,,,x", ",,,Web, ").filled == {"Else": 1}


def test_more_words_than_are_kept_are_counted(monkeypatch):
    monkeypatch.setattr(survey, "MOST", 3)
    words = survey_of(*(f"2026-01-01,,s{n},," for n in range(5))).columns["Stage"]
    assert (words.different, words.others, len(words)) == (["s0", "s1", "s2"], 2, 5)


def test_file_is_read_once_for_all_that_asks(monkeypatch):
    table, plan = table_of(HEADERS + "03/04/2026,,won,Web,\n"), Plan(columns={"When": "received_at", "Stage": "outcome"})
    surveyed(table, plan)
    monkeypatch.setattr(survey, "_read", None)
    assert [question.field for question in questions(table, plan)] == ["received_at"]
    assert settle_orders(table, plan) == {"received_at": ""}


def test_reading_ends_when_its_time_is_out():
    table = table_of(HEADERS + "2026-01-01,,won,Web,\n" * 20)
    assert surveyed(table, Plan(columns=COLUMNS), seconds=0).rows == 0


@pytest.mark.django_db
def test_survey_comes_back_from_storage_as_it_was(business):
    table, plan = table_of(HEADERS + "03/04/2026,12,won,Web,x\n04/05/2026,,lost,Fair,\n"), Plan(columns=COLUMNS)
    again = table_of(HEADERS + "\n")
    stored = Import.objects.create(name="x", size=0, rows=2, survey=surveyed(table, plan).as_json())
    again.surveys[survey.key_of(plan)] = Survey.of(Import.objects.get(pk=stored.pk).survey)
    assert questions(again, plan) == questions(table, plan)
