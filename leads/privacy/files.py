"""What is kept of imported files about a person: the rows that did not go in, and what was said of them."""

import csv
import io
import re
from typing import Any

from accounts import csvsafe
from leads.imports.files.text import LONGEST_CELL
from leads.models import Import, ImportChunk
from leads.privacy.held import Person

REMARKS = ("summary", "survey", "checkpoint", "trouble")
GONE = "…"


def forget(person: Person) -> None:
    """Bad rows that name them go; in remarks a sign stands for what names them. Files not yet brought in are not looked into."""
    if not person.words:
        return
    words = re.compile(rf"(?<![\w.+-])(?:{'|'.join(map(re.escape, person.words))})(?![\w-])", re.IGNORECASE)
    for piece in ImportChunk.objects.filter(part=ImportChunk.Part.BAD_ROWS).iterator(chunk_size=10):
        _drop_rows(piece, words)
    for file in Import.objects.only(*REMARKS).iterator(chunk_size=10):
        _redact_remarks(file, words)


def _drop_rows(piece: ImportChunk, words: re.Pattern) -> None:
    text = bytes(piece.data).decode()
    if not words.search(text):
        return
    csv.field_size_limit(2 * LONGEST_CELL)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    head, rest = (rows[:1], rows[1:]) if piece.number == 0 else ([], rows)
    kept = [[csvsafe.undo(cell) for cell in row] for row in rest if not any(map(words.search, row))]
    piece.data = csvsafe.block([*head, *kept]).encode()
    piece.save(update_fields=["data"])


def _redact_remarks(file: Import, words: re.Pattern) -> None:
    changed = {name: redacted(getattr(file, name), words) for name in REMARKS}
    changed = {name: value for name, value in changed.items() if value != getattr(file, name)}
    if changed:
        Import.objects.filter(pk=file.pk).update(**changed)


def redacted(value: Any, words: re.Pattern) -> Any:
    """JSON in which each text that holds one of these words has a sign in its place."""
    if isinstance(value, dict):
        return {key: redacted(each, words) for key, each in value.items()}
    if isinstance(value, list):
        return [redacted(each, words) for each in value]
    return GONE if isinstance(value, str) and words.search(value) else value
