"""However long the rows of a text file are, only so much of it is held together. The limits are lowered here."""

import pytest

from accounts.models import Business
from leads.imports import table
from leads.imports.files import card_lines, cards, text
from leads.imports.kinds import LEADS, kinds
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.imports.runs import batch_loop
from leads.imports.runs.bad_rows import BadRows
from leads.imports.runs.batch_loop import run
from leads.imports.table import Unreadable
from leads.tests.imports.conftest import table_of

LONG = b"Name,Note\n" + b"Ann,xxxxxxxxxx\n" * 10


def test_record_over_many_lines_that_does_not_end_is_refused(monkeypatch):
    monkeypatch.setattr(text, "LONGEST_ROW", 100)
    with pytest.raises(Unreadable, match="longer than any row"):
        read(b"Name,Note\n" + b'Ann,"a\n' + b'","b\n' * 40)


def test_record_of_more_cells_than_any_sheet_has_is_refused(monkeypatch):
    monkeypatch.setattr(text, "MOST_CELLS", 50)
    with pytest.raises(Unreadable, match="line 2 this is longer"):
        read(b"Name,Note\nAnn" + b"," * 60)


def test_long_rows_come_in_smaller_batches(monkeypatch):
    rows = read(LONG).rows
    assert [len(batch) for batch in rows.batches(4)] == [4, 4, 2]
    monkeypatch.setattr(table, "AT_ONCE", 30)
    assert [len(batch) for batch in rows.batches(4)] == [3, 3, 3, 1]


def test_only_the_beginning_of_a_cell_is_looked_at():
    sheet = read(b"Name,Note\nAnn," + b"x" * 2000 + b"\n")
    assert len(sheet.sample("Note")[0]) == len(sheet.lines[1][1][1]) == table.LOOKED_AT
    assert len(sheet.rows[0].cells[1]) == 2000


def test_line_of_a_card_that_is_far_too_long_is_passed_over(monkeypatch):
    monkeypatch.setattr(card_lines, "LONGEST", 50)
    card = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann\r\nPHOTO:%s\r\nTEL:+441134960142\r\nEND:VCARD\r\n" % ("TEL:5" * 90)
    rows = read(card.encode()).rows
    assert [cell for cell in rows[0].cells if cell] == ["Ann", "+441134960142"]


def test_card_that_does_not_end_is_refused(monkeypatch):
    monkeypatch.setattr(cards, "MOST_LINES", 20)
    with pytest.raises(Unreadable, match="more than 20 lines"):
        read(b"BEGIN:VCARD\r\nFN:Ann\r\n" + b"TEL:1\r\n" * 30)


@pytest.mark.django_db
def test_bad_rows_are_handed_on_though_none_is_good(business):
    batch = kinds[LEADS].batch
    sheet, pieces, done = table_of("when\n" + "yesterday\n" * (2 * batch + 1)), [], []
    plan = Plan.for_business(Business.current(), columns={"when": "received_at"})
    run(sheet, plan, by=None, bad_rows=BadRows(sheet.headers, pieces.append), progress=done.append)
    assert (len(pieces), done) == (3, [batch, 2 * batch, 2 * batch + 1])


@pytest.mark.django_db
def test_long_rows_are_written_in_smaller_batches(business, monkeypatch):
    monkeypatch.setattr(batch_loop, "AT_ONCE", 25)
    done = []
    sheet = table_of("name\n" + "".join(f"Ann Miller {n}\n" for n in range(6)))
    summary = run(sheet, Plan.for_business(business, columns={"name": "name"}), by=None, progress=done.append)
    assert (summary.created, done) == (6, [3, 6])
