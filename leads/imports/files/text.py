"""Text with separators, record by record: the whole of it is never in memory."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.csvsafe import undo
from leads.imports.files.limits import LONGEST_ROW
from leads.imports.files.source import Source, Unreadable

DELIMITERS = (",", ";", "\t", "|")
LONGEST_CELL = 1_000_000
MOST_CELLS = 20_000
"""Of a record; more than any spreadsheet has columns."""
SNIFFED_CHARACTERS = 200_000
SNIFFED_RECORDS = 200
CHUNK = 1024 * 1024
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=([^\r\n"])"?[ \t]*[\r\n]*', re.IGNORECASE)
"""The first line that many exporters write so that Excel opens the file in columns."""
NOT_CP1252 = re.compile(rb"[\x81\x8d\x8f\x90\x9d]")


@dataclass(frozen=True)
class Text:
    """The records of a text file, as often as one iterates. A line that only names the separator is an empty record.

    Raises Unreadable, with the line, while it is read.
    """

    source: Source
    encoding: str
    delimiter: str

    @classmethod
    def of(cls, source: Source, *, encoding: str | None = None, delimiter: str | None = None) -> "Text":
        """What is not given is found: the encoding from all of the file, the separator from its beginning."""
        encoding = encoding or encoding_of(source)
        return cls(source, encoding, delimiter or sniff(_beginning(source, encoding)))

    def __iter__(self) -> Iterator[list[str]]:
        csv.field_size_limit(LONGEST_CELL)
        with opened(self.source, self.encoding) as file:
            lines = _Lines(file, most=LONGEST_ROW)
            reader = csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True)
            try:
                for record in reader:
                    lines.taken = 0
                    if len(record) > MOST_CELLS:
                        raise _too_long(reader.line_num)
                    # Cells that were made harmless for a spreadsheet (our own exports, the file of bad rows) come back as they were.
                    if "'" in "".join(record):
                        record = [undo(cell) if cell[:1] == "'" else cell for cell in record]
                    yield record
            except csv.Error as error:
                told = {"line": reader.line_num, "reason": error}
                raise Unreadable(_("Line %(line)s cannot be read (%(reason)s). Is a quotation mark missing before it?") % told) from error
            except UnicodeError as error:
                said = _("This file says it is %(encoding)s, and is not. Save it again as CSV in UTF-8.")
                raise Unreadable(said % {"encoding": self.encoding}) from error


def opened(source: Source, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(source.open(), encoding=encoding, newline="")


@dataclass
class _Lines:
    """The lines of a file. Raises Unreadable when more than `most` characters are taken at once: a record that does not end would
    become the whole file.
    """

    file: io.TextIOWrapper
    most: int
    taken: int = 0
    number: int = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.file.readline(self.most + 1):
            self.number += 1
            self.taken += len(line)
            if self.taken > self.most:
                raise _too_long(self.number)
            if self.number == 1 and SEPARATOR_LINE.fullmatch(line):
                line = "\n"
            yield line.replace("\0", "") if "\0" in line else line  # it means nothing, and no database keeps it


def _too_long(line: int) -> Unreadable:
    text = _("Up to line %(line)s this is longer than any row. A quotation mark is missing before it, or it is no text with separators.")
    return Unreadable(text % {"line": line})


def encoding_of(source: Source) -> str:
    """By its mark, else UTF-8 where all of it is valid, else what Excel writes in the West."""
    with source.open() as file:
        head = file.read(CHUNK)
        for mark, encoding in MARKS:
            if head.startswith(mark):
                return encoding
        if unmarked := _unmarked_utf16(head[:2000]):
            return unmarked
        return _eight_bit_encoding(head, file)


def _eight_bit_encoding(head: bytes, file) -> str:
    decoder, is_utf8, is_cp1252 = codecs.getincrementaldecoder("utf-8")(), True, True
    chunk = head
    while chunk:
        if is_utf8:
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                is_utf8 = False
        # Five bytes mean nothing in cp1252; latin-1 has a character for each, so that no file is refused for one of them.
        is_cp1252 = is_cp1252 and not NOT_CP1252.search(chunk)
        chunk = file.read(CHUNK)
    if is_utf8:
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            is_utf8 = False
    return "utf-8" if is_utf8 else "cp1252" if is_cp1252 else "latin-1"


def _unmarked_utf16(head: bytes) -> str:
    """Plain letters in UTF-16 have a zero in every second byte."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) * 0.2 or not head:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _beginning(source: Source, encoding: str) -> str:
    with io.TextIOWrapper(source.open(), encoding=encoding, newline="", errors="replace") as file:
        return file.read(SNIFFED_CHARACTERS).replace("\0", "")


def sniff(text: str) -> str:
    """The separator that the first line names, else the one that cuts most records equally wide. A file of one column gets a comma."""
    if named := SEPARATOR_LINE.match(text):
        return named[1]
    return max(DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))


def _fitness(text: str, delimiter: str) -> tuple[float, int]:
    """The share of records that are as wide as most, of all that are filled, and how wide that is."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    widths = []
    try:
        for record in reader:
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) == SNIFFED_RECORDS:
                break
    except csv.Error:
        return 0, 0
    wide = Counter(width for width in widths if width > 1)
    if not wide:
        return 0, 0
    width, times = max(wide.items(), key=lambda item: (item[1], item[0]))
    return times / len(widths), width
