"""Run as a program of its own by `leads.importing.sheets`: a spreadsheet of a kilobyte can ask for more memory than there is
(one cell in the far corner of an empty sheet), and whoever reads it dies of that. Here nobody else does.

A spreadsheet comes in. Out goes a line of JSON a row, of the first sheet that has anything in it; of one with more rows than
the argument says only how many there are (TOO_LONG). Knows nothing of Django, so that it begins at once.
"""

import contextlib
import datetime as dt
import io
import json
import resource
import sys
import zipfile

from python_calamine import CalamineError, CalamineWorkbook

UNREADABLE, TOO_LONG = 3, 4
MOST_MEMORY = 2 * 1024 * 1024 * 1024


def main(most: int) -> int:
    with contextlib.suppress(ValueError, OSError):  # not every system takes a limit, or one above its own
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    try:
        return _write_first_filled(CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read())), most)
    except (CalamineError, zipfile.BadZipFile):
        return UNREADABLE


def _write_first_filled(book: CalamineWorkbook, most: int) -> int:
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        if sheet.total_height > most:
            sys.stdout.write(json.dumps(sheet.total_height))
            return TOO_LONG
        records = sheet.to_python(skip_empty_area=False)
        if any(as_text(cell).strip() for record in records for cell in record):
            sys.stdout.writelines(f"{json.dumps([as_text(cell) for cell in record])}\n" for record in records)
            return 0
    return 0


def as_text(value) -> str:
    """A cell as its CSV would have it. Whole numbers lose the decimals that spreadsheets add to phones and ids."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return str(value).replace("\0", "")


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
