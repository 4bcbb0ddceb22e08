"""From the bytes of a file to a Table: text with separators, or a spreadsheet. The bytes decide, not the name."""

from dataclasses import replace

from leads.importing.files.layout import UNKNOWN, Layout
from leads.importing.files.sheets import looks_like_a_sheet, read_sheet
from leads.importing.files.source import Bytes, Source
from leads.importing.files.text import Text
from leads.importing.table import Table


def read(file: bytes | Source, *, layout: Layout = UNKNOWN) -> Table:
    """Raises Unreadable, with a message for whoever chose the file. `layout`: what is known already of how it lies."""
    source = Bytes(file) if isinstance(file, bytes) else file
    if looks_like_a_sheet(source):
        sheet = read_sheet(source, sheet=layout.sheet)
        return Table.of(sheet, layout=replace(layout, sheet=sheet.sheet), sheets=sheet.sheets)
    text = Text.of(source, encoding=layout.encoding, delimiter=layout.delimiter)
    return Table.of(text, layout=replace(layout, encoding=text.encoding, delimiter=text.delimiter))
