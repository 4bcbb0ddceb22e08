"""How a file is read, where somebody knows it better than what was found."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from leads.imports.files.layout import Layout
from leads.imports.table import Table

DELIMITERS = ((",", _("Comma")), (";", _("Semicolon")), ("\t", _("Tab")), ("|", _("Vertical bar")))
ENCODINGS = (
    ("utf-8", _("UTF-8")),
    ("cp1252", _("Western (Windows)")),
    ("latin-1", _("Western (ISO 8859-1)")),
    ("mac-roman", _("Western (old Mac)")),
    ("cp850", _("Western (DOS)")),
    ("cp1250", _("Central European (Windows)")),
    ("cp1251", _("Cyrillic (Windows)")),
    ("cp1253", _("Greek (Windows)")),
    ("cp1254", _("Turkish (Windows)")),
    ("cp1255", _("Hebrew (Windows)")),
    ("cp1256", _("Arabic (Windows)")),
    ("gb18030", _("Chinese (GB 18030)")),
    ("big5", _("Chinese (Big5)")),
    ("shift_jis", _("Japanese (Shift JIS)")),
    ("euc-kr", _("Korean")),
    ("utf-16", _("UTF-16")),
)
LONGEST = 70


class LayoutForm(forms.Form):
    """Only what this file can have: text has a separator and an encoding, a workbook has sheets."""

    def __init__(self, *args, table: Table, **kwargs):
        super().__init__(*args, **kwargs)
        self.table = table
        if table.delimiter or not table.encoding:  # else it is an address book
            lines = [(number, line_of(number, cells)) for number, cells in table.lines]
            self._choice("header_row", _("Row with the headers"), [*lines, (0, _("There is none"))], table.layout.header_row)
        if table.delimiter:
            self._choice("delimiter", _("Between the cells"), DELIMITERS, table.delimiter)
        if table.encoding:
            self._choice("encoding", _("Encoding of the text"), ENCODINGS, table.encoding)
        if len(table.sheets) > 1:
            self._choice("sheet", _("Sheet"), [(name, name) for name in table.sheets], table.layout.sheet)
        if table.layout.apart:
            self.fields["whole"] = forms.BooleanField(label=_("Rows left out below the headers go in as well"), required=False)

    def _choice(self, name: str, label, choices, initial) -> None:
        """What was found may be none of those that are usual."""
        listed = [(str(value), label) for value, label in choices]
        if str(initial) not in dict(listed):
            listed.insert(0, (str(initial), str(initial)))
        self.fields[name] = forms.ChoiceField(label=label, choices=listed, initial=str(initial), required=False)

    @property
    def layout(self) -> Layout:
        """As it was, but for what was chosen otherwise. Another sheet, separator or encoding has its headers found anew."""
        chosen = {name: value for name, value in self.cleaned_data.items() if value and name != "whole"}
        if "header_row" in chosen:
            chosen["header_row"] = int(chosen["header_row"])
        was = self.table.layout
        changed = {name for name, value in chosen.items() if value != getattr(was, name)}
        if changed & {"delimiter", "encoding", "sheet"} and "header_row" not in changed:
            chosen["header_row"] = None
        return was.corrected(**chosen, **({"apart": (), "again": 0} if self.cleaned_data.get("whole") else {}))


def line_of(number: int, cells: list[str]) -> str:
    """A line of the file in short."""
    text = " · ".join(" ".join(cell.split()) for cell in cells if cell.strip())
    text = f"{text[:LONGEST]}…" if len(text) > LONGEST else text
    return _now("Row %(number)s: %(text)s") % {"number": number, "text": text}
