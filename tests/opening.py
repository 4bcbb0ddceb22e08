"""Opens what we write with the programs that people have. Where a program is not installed, the test says so and is skipped.

SheetJS is looked for where Node looks (NODE_PATH); readxl needs jsonlite beside it.
"""

import csv
import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

SECONDS = 180
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,{language},false,true"
"""Of LibreOffice: commas, quotes, UTF-8, from the first line, the language numbers are read in, not every field quoted, as shown."""
LANGUAGES = {"de-DE": 1031, "nl-NL": 1043, "en-US": 1033}
PROGRAMS = ("soffice", "ssconvert", "node", "Rscript")
SHEETJS = """
const X = require('xlsx');
console.log(JSON.stringify(process.argv.slice(1).map(file => {
  const book = X.readFile(file, {cellDates: true});
  return X.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], {header: 1, raw: true, defval: null});
})));
"""
READXL = """
text <- function(cell) {
  if (length(cell) == 0 || is.na(cell)) return("")
  if (inherits(cell, "POSIXct")) return(format(cell, "%Y-%m-%d %H:%M", tz = "UTC"))
  if (is.numeric(cell)) format(cell, digits = 17, scientific = FALSE, trim = TRUE) else as.character(cell)
}
rows <- function(file) {
  table <- readxl::read_xlsx(file, col_names = FALSE, col_types = "list", .name_repair = "minimal")
  lapply(seq_len(nrow(table)), function(row) vapply(table, function(column) text(column[[row]]), ""))
}
cat(jsonlite::toJSON(lapply(commandArgs(TRUE), rows)))
"""


def libreoffice(files: Sequence[Path], *, language: str) -> list[list[list[str]]]:
    """The rows of the first sheet of each file as they are shown to somebody whose LibreOffice is set to `language`.

    The files are of one kind and folder.
    """
    program, folder = _program("soffice"), files[0].parent
    _set_language(folder / f"profile-{language}", language)
    profile, out = f"-env:UserInstallation=file://{folder}/profile-{language}", folder / f"out-{files[0].suffix[1:]}-{language}"
    infilter = [f"--infilter=CSV:44,34,76,1,,{LANGUAGES[language]},false,true"] if files[0].suffix == ".csv" else []
    to = ["--convert-to", AS_SHOWN.format(language=LANGUAGES[language]), "--outdir", str(out)]
    _run([program, profile, "--headless", *infilter, *to, *map(str, files)])
    return [_rows(out / f"{file.stem}.csv") for file in files]


def gnumeric(files: Sequence[Path]) -> list[list[list[str]]]:
    """The rows of each file as Gnumeric opens it by guessing, saved as CSV."""
    program, tables = _program("ssconvert"), []
    for file in files:
        to = file.parent / f"{file.stem}.of-gnumeric"
        _run([program, "--export-type=Gnumeric_stf:stf_csv", str(file), str(to)])
        tables.append(_rows(to))
    return tables


def sheetjs(files: Sequence[Path]) -> list[list[list]]:
    """The rows of each file: cells as values, moments as texts in UTC."""
    node = _program("node")
    if subprocess.run([node, "-e", "require('xlsx')"], capture_output=True, check=False).returncode:
        pytest.skip("NOT RUN: SheetJS (npm xlsx) is not installed here, so nothing was opened with it")
    return json.loads(_run([node, "-e", SHEETJS, *map(str, files)]))


def readxl(files: Sequence[Path]) -> list[list[list[str]]]:
    """The rows of each file: every cell as text, numbers with all their digits."""
    program = _program("Rscript")
    if subprocess.run([program, "-e", "library(readxl); library(jsonlite)"], capture_output=True, check=False).returncode:
        pytest.skip("NOT RUN: readxl (R) is not installed here, so nothing was opened with it")
    return json.loads(_run([program, "-e", READXL, *map(str, files)]))


def pandas(files: Sequence[Path]) -> list[list[list]]:
    """The rows of each file: cells as values."""
    library = pytest.importorskip("pandas", reason="NOT RUN: pandas is not installed here, so nothing was opened with it")
    how = {"header": None, "keep_default_na": False, "engine": "openpyxl"}
    return [library.read_excel(file, **how).values.tolist() for file in files]


def _program(name: str) -> str:
    path = shutil.which(name)
    if not path:
        pytest.skip(f"NOT RUN: {name} is not installed here, so nothing was opened with it")
    return path


def _run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=SECONDS).stdout


def _rows(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        return list(csv.reader(opened))


def _set_language(profile: Path, language: str) -> None:
    settings = profile / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">'
        f"<value>{language}</value></prop></item></oor:items>\n"
    )
