"""What a header says beside the field it names."""

from leads.imports.columns.field_words import PHRASES, shorter_spellings, spelled


def is_in_utc(header: str) -> bool:
    """`Submit Date (UTC)`: the clock of the column, whatever the clock of the file."""
    return not {"utc", "gmt"}.isdisjoint(spelled(header).split())


def label_column(header: str, headers: tuple[str, ...]) -> str:
    """The column that says what kind of number stands in this one: `Phone 1 - Label` of `Phone 1 - Value`; nothing where none does."""
    stem, _dash, rest = header.rpartition(" - ")
    beside = (f"{stem} - {word}" for word in ("Label", "Type")) if rest == "Value" else ()
    return next((label for label in beside if label in headers), "")


def note_label(header: str) -> str:
    """What a note from this column begins with; nothing where the header only says that it is a note."""
    is_note = any(PHRASES.get(phrase) == "notes" for phrase in shorter_spellings(header)) or "note" in spelled(header).split()
    return "" if is_note else header
