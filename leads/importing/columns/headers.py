"""What a header says beside the field it names."""

from leads.importing.words import PHRASES, shorter_spellings, spelled


def is_in_utc(header: str) -> bool:
    """`Submit Date (UTC)`: the clock of the column, whatever the clock of the file."""
    return not {"utc", "gmt"}.isdisjoint(spelled(header).split())


def note_label(header: str) -> str:
    """What a note from this column begins with; nothing where the header only says that it is a note."""
    is_note = any(PHRASES.get(phrase) == "notes" for phrase in shorter_spellings(header)) or "note" in spelled(header).split()
    return "" if is_note else header
