"""The options of a command that say how a file lies, where it is not found."""

from argparse import ArgumentTypeError
from pathlib import Path

from django.utils.translation import gettext as _

from leads.imports.files.layout import Layout
from leads.imports.files.source import OnDisk
from leads.imports.plan import BadPlan
from leads.imports.reading import read
from leads.imports.table import Table

SEPARATORS = {"comma": ",", "semicolon": ";", "tab": "\t", r"\t": "\t", "pipe": "|"}


def add_layout(parser) -> None:
    parser.add_argument("--header-row", type=int, metavar="N", help="The row that has the headers; found unless given")
    parser.add_argument("--no-header", action="store_const", const=0, dest="header_row", help="The first row is a row like the others")
    parser.add_argument("--separator", type=_separator, help="Between the cells of a text: comma, semicolon, tab, pipe, or the sign")
    parser.add_argument("--encoding", type=_encoding, help="Of a text: utf-8, cp1252, …; found unless given")
    parser.add_argument("--sheet", help="The name of the sheet; the first that has anything in it unless given")
    parser.add_argument("--whole", action="store_true", help="Totals and notices below the rows go in as rows too")


def table_of(path: Path, options: dict) -> Table:
    """Raises Unreadable, and BadPlan where somebody has to say whether the first line is a person."""
    known = {name: options[name] for name in ("header_row", "encoding", "sheet")} | {"delimiter": options["separator"]}
    whole = {"apart": (), "again": 0} if options["whole"] else {}
    table = read(OnDisk(path), layout=Layout(**known, **whole))
    if options["sheet"] and options["sheet"] not in table.sheets:
        told = {"sheet": options["sheet"], "sheets": ", ".join(table.sheets)}
        raise BadPlan(_("There is no sheet “%(sheet)s”. The sheets are: %(sheets)s.") % told)
    if table.looks_headless:
        told = {"row": table.layout.header_row, "text": " · ".join(table.rows.head)[:200]}
        said = _("Row %(row)s looks like a person: %(text)s. Add --no-header if it is one, or --header-row %(row)s if it has the headers.")
        raise BadPlan(said % told)
    return table


def _separator(text: str) -> str:
    sign = SEPARATORS.get(text, text)
    if len(sign) != 1 or sign in '\r\n"':
        raise ArgumentTypeError(_("name one sign: comma, semicolon, tab, pipe, or the sign itself"))
    return sign


def _encoding(text: str) -> str:
    try:
        "".encode(text)
    except (LookupError, ValueError) as error:
        raise ArgumentTypeError(_("there is no encoding of that name")) from error
    return text
