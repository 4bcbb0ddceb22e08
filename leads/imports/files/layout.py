"""How the rows of a file lie in it, and how its text is written."""

from dataclasses import asdict, dataclass, fields, replace


@dataclass(frozen=True)
class LeftOut:
    """A row that is none of the table's: what stands above the headers, totals and footers below. `reason` in the reader's words."""

    row: int
    text: str
    reason: str


@dataclass(frozen=True)
class Layout:
    """What is None is found by looking into the file, what is set is believed.

    `header_row`: as a spreadsheet numbers rows; 0: the file has no headers. `delimiter`, `encoding`: of text. `sheet`: the name of
    one. `apart`: the rows below the headers that are none of the table's; empty: all are. `again`: how often the headers stand among
    the rows. `width`, `rows`: counted once.
    """

    header_row: int | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    apart: tuple[LeftOut, ...] | None = None
    again: int | None = None
    width: int | None = None
    rows: int | None = None

    @classmethod
    def of(cls, stored: dict) -> "Layout":
        """As `as_json` stored it; what an older version stored besides is dropped."""
        known = {name: stored[name] for name in (field.name for field in fields(cls)) if stored.get(name) is not None}
        if "apart" in known:
            known["apart"] = tuple(LeftOut(**each) for each in known["apart"])
        return cls(**known)

    def as_json(self) -> dict:
        """Without what is None."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def corrected(self, **known) -> "Layout":
        """With what somebody set; the rest is as it was, and what was counted is counted anew."""
        return replace(self, **{"apart": None, "again": None, "width": None, "rows": None} | known)


UNKNOWN = Layout()
