"""What a spreadsheet becomes is counted while it is unpacked: a small file with a lot in it is refused, whatever it says of itself.

The limits are lowered here, so that what is made is small too.
"""

import io
import struct
import subprocess
import sys
import zipfile

import pytest

from leads.imports.files import archive, children, limits
from leads.imports.files.limits import Limits, Lines, TooLarge
from leads.imports.reading import read
from leads.imports.table import Unreadable
from leads.tests.imports.sheets import edited, xlsx
from leads.tests.imports.test_open_documents import CONTENT, ods

SHEET = "xl/worksheets/sheet1.xml"
CELL = '<table:table-cell office:value-type="string"><text:p>Name</text:p></table:table-cell>'


@pytest.fixture
def lower(monkeypatch):
    """Set the limits of a small file."""

    def lower(**values: int) -> None:
        for name, value in values.items():
            monkeypatch.setattr(limits, name, value)

    monkeypatch.setattr(limits, "MEMORY_A_BYTE", 0)
    monkeypatch.setattr(limits, "UNPACKED_A_BYTE", 0)
    return lower


def padded() -> bytes:
    """A sheet with 300 kB of spaces in it."""
    sheet = edited(xlsx(["Name"], ["Ann"]), SHEET, lambda xml: xml.replace(b"<sheetData>", b" " * 300_000 + b"<sheetData>"))
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sheet)) as before, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, before.read(name))
    return held.getvalue()


def lying(data: bytes) -> bytes:
    """The same ZIP file; its directory says that each part has ten bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        at, count = parts.start_dir, len(parts.infolist())
    data = bytearray(data)
    for _entry in range(count):
        struct.pack_into("<I", data, at + 24, 10)
        at += 46 + sum(struct.unpack_from("<HHH", data, at + 28))
    return bytes(data)


def test_file_is_read_within_its_limits():
    assert read(padded()).rows[0].cells == ("Ann",)


def test_file_that_unpacks_to_too_much_is_refused(lower):
    lower(UNPACKED=250_000)
    with pytest.raises(Unreadable, match="too large once unpacked"):
        read(padded())


def test_directory_of_a_file_is_not_believed(lower):
    lower(UNPACKED=250_000)
    data = lying(padded())
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        assert sum(part.file_size for part in parts.infolist()) < 200
    with pytest.raises(Unreadable, match="too large once unpacked"):
        read(data)


def test_counting_stops_at_the_limit(tmp_path):
    path = tmp_path / "lying.xlsx"
    path.write_bytes(lying(padded()))
    with pytest.raises(TooLarge):
        archive.look_through(str(path), most=250_000)


def test_cell_repeated_many_times_is_refused(lower):
    repeated = CELL.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="4000"')
    rows = CONTENT.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="1500">', 1).replace(CELL, repeated)
    lower(MEMORY=100 * limits.MEGABYTE)
    with pytest.raises(Unreadable, match="too large once unpacked"):
        read(ods(rows))


def test_long_text_in_many_cells_is_refused(lower):
    rows = [["x" * 20_000] for _row in range(30)]
    assert len(read(xlsx(["Note"], *rows)).rows) == 30
    lower(UNPACKED=200_000)
    with pytest.raises(Unreadable, match="too large once unpacked"):
        read(xlsx(["Note"], *rows))


def test_web_page_that_becomes_too_much_is_refused(lower):
    page = b"<table><tr><td>Name<tr><td>Ann" + b"<tr><td colspan=400>x" * 60 + b"</table>"
    assert len(read(page).rows) == 61
    lower(UNPACKED=50_000)
    with pytest.raises(Unreadable, match="too large once unpacked"):
        read(page)


def test_row_longer_than_any_is_refused(capsys):
    lines = Lines(10_000_000)
    lines.write_row(["x" * 999_999, "y"])
    with pytest.raises(TooLarge):
        lines.write_row(["x" * 999_999, "yy"])


def test_limits_grow_with_the_file():
    small, large, huge = (Limits.of(size * limits.MEGABYTE) for size in (0, 10, 50))
    assert small.memory < 300 * limits.MEGABYTE < large.memory < huge.memory == limits.MOST_MEMORY
    assert small.unpacked < large.unpacked < huge.unpacked == limits.MOST_UNPACKED


def test_file_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(children, "MOST_SECONDS", 0.01)
    with pytest.raises(Unreadable, match="too large once unpacked"):
        read(xlsx(["Name"], ["Ann"]))


def test_program_that_reads_is_held_to_its_limits():
    program = "import resource as r; from leads.imports.files.limits import hold; hold(9**9); "
    printed = "print(r.getrlimit(r.RLIMIT_AS)[0], r.getrlimit(r.RLIMIT_CPU)[0])"
    done = subprocess.run([sys.executable, "-c", program + printed], capture_output=True, text=True, check=True, cwd=children.ROOT)
    assert done.stdout.split() == [str(9**9), str(limits.SECONDS)]
