"""From the bytes of a file to a Table: text with separators, or a spreadsheet. The bytes decide, not the name."""

import codecs
import csv
import io

from django.utils.translation import gettext as _

from accounts.csvsafe import undo
from leads.importing.sheets import looks_like_a_sheet, read_sheet
from leads.importing.table import MAX_BYTES, MAX_ROWS, Table, Unreadable, too_many_rows

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1_000_000
MOST_RECORDS = 3 * MAX_ROWS
"""Blank lines included, which are no rows."""
SNIFFED_CHARACTERS = 200_000
SNIFFED_RECORDS = 200
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read(data: bytes) -> Table:
    """Raises Unreadable, with a message for whoever chose the file."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("This file is larger than %(most)s MB. Split it.") % {"most": MAX_BYTES // 1024 // 1024})
    if looks_like_a_sheet(data):
        return Table.of(read_sheet(data))
    text, encoding = decode(data)
    text = text.replace("\0", "")  # means nothing, and no database keeps it
    delimiter = sniff(text)
    return Table.of(_records(text, delimiter), encoding=encoding, delimiter=delimiter)


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8 where it is valid, else what Excel writes in the West."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _decoded(data, encoding), encoding
    unmarked = _unmarked_utf16(data)
    if unmarked:
        return _decoded(data, unmarked), unmarked
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; latin-1 has a character for each, so that no file is refused for one of them.
        try:
            return data.decode("cp1252"), "cp1252"
        except UnicodeDecodeError:
            return data.decode("latin-1"), "latin-1"


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        said = _("This file says it is %(encoding)s, and is not. Save it again as CSV in UTF-8.")
        raise Unreadable(said % {"encoding": encoding}) from error


def _unmarked_utf16(data: bytes) -> str:
    """Plain letters in UTF-16 have a zero in every second byte."""
    head = data[:2000]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * 0.2:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def sniff(text: str) -> str:
    """The separator that cuts most records as wide as the header. A file of one column gets a comma."""
    return max(DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))


def _fitness(text: str, delimiter: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(text[:SNIFFED_CHARACTERS], newline=""), delimiter=delimiter, skipinitialspace=True)
    records = []
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                records.append(len(record))
            if len(records) == SNIFFED_RECORDS:
                break
    except csv.Error:
        return 0, 0
    if not records or records[0] < 2:
        return 0, 0
    return sum(width == records[0] for width in records) / len(records), records[0]


def _records(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        # Cells that were made harmless for a spreadsheet (our own exports, the file of bad rows) come back as they were.
        records = []
        for record in reader:
            if len(records) == MOST_RECORDS:  # millions of empty lines would fill the memory before anybody counts rows
                raise too_many_rows(MOST_RECORDS + 1)
            records.append([undo(cell) for cell in record])
        return records
    except csv.Error as error:
        told = {"line": reader.line_num, "reason": error}
        raise Unreadable(_("Line %(line)s cannot be read (%(reason)s). Is a quotation mark missing before it?") % told) from error
