"""From the bytes of a file to a Table: text with separators, a spreadsheet, an address book. The bytes decide, not the name."""

from dataclasses import replace

from leads.imports.files.cards import Cards
from leads.imports.files.layout import UNKNOWN, Layout
from leads.imports.files.sheets import read_page, read_sheet
from leads.imports.files.signatures import CARDS, SHEET, WEB_PAGE, kind_of
from leads.imports.files.source import Bytes, Source
from leads.imports.files.text import Text
from leads.imports.table import Table


def read(file: bytes | Source, *, layout: Layout = UNKNOWN) -> Table:
    """Raises Unreadable, with a message for whoever chose the file. `layout`: what is known already of how it lies."""
    source = Bytes(file) if isinstance(file, bytes) else file
    kind = kind_of(source)
    if kind in (SHEET, WEB_PAGE):
        sheet = read_sheet(source, sheet=layout.sheet) if kind == SHEET else read_page(source, table=layout.sheet)
        return Table.of(sheet, layout=replace(layout, sheet=sheet.sheet), sheets=sheet.sheets)
    if kind == CARDS:
        cards = Cards.of(source, encoding=layout.encoding)
        return Table.of(cards, layout=replace(layout, header_row=1, encoding=cards.encoding), other=cards.groups)
    text = Text.of(source, encoding=layout.encoding, delimiter=layout.delimiter)
    return Table.of(text, layout=replace(layout, encoding=text.encoding, delimiter=text.delimiter))
