"""A file lies in the database in pieces, and is read without being in memory."""

import io

import pytest
from django.urls import reverse

from leads.imports.reading import read
from leads.models import Import, ImportChunk, import_chunk

pytestmark = pytest.mark.django_db
DATA = b"Name,Email\n" + b"".join(b"Ann %d,a%d@example.org\n" % (n, n) for n in range(50))


@pytest.fixture
def stored(monkeypatch, cast):
    monkeypatch.setattr(import_chunk, "CHUNK", 100)
    return Import.objects.store(io.BytesIO(DATA), name="leads.csv", rows=50, plan={}, by=cast.owner)


def test_pieces_are_the_file(stored):
    assert stored.size == len(DATA)
    assert {len(chunk.data) for chunk in stored.chunks.all()} == {100, len(DATA) % 100}
    assert stored.source.open().read() == DATA


def test_any_place_of_a_file_can_be_read(stored):
    with stored.source.open() as file:
        assert file.seek(-30, io.SEEK_END) == len(DATA) - 30
        assert file.read() == DATA[-30:]
        file.seek(95)
        assert file.read(10) == DATA[95:105]


def test_each_piece_is_asked_for_once(stored, django_assert_num_queries):
    with django_assert_num_queries(len(DATA) // 100 + 1), io.TextIOWrapper(stored.source.open()) as file:
        assert len(file.readlines()) == 51


def test_rows_are_read_from_the_pieces(stored):
    table = read(stored.source)
    assert [row.cells for row in table.rows][49] == ("Ann 49", "a49@example.org")
    assert len(table.rows) == 50


def test_file_is_let_go_when_it_is_in(stored):
    stored.keep_bad_rows(b"one\n")
    stored.keep_bad_rows(b"two\n")
    stored.finish({})
    assert list(stored.chunks.values_list("part", "number")) == [("bad", 0), ("bad", 1)]
    assert b"".join(stored.bad_rows()) == b"one\ntwo\n"


def test_run_that_begins_anew_forgets_the_bad_rows_of_the_last(stored):
    stored.keep_bad_rows(b"one\n")
    stored.queue()
    assert stored.begin()
    assert not stored.has_bad_rows


def test_pieces_go_with_a_discarded_file(client, stored, cast):
    client.force_login(cast.owner)
    client.post(reverse("import_removal", args=[stored.pk]))
    assert not ImportChunk.objects.exists()
