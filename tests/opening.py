"""Opens what we write with the spreadsheet programs that people have. Where a program is not installed, the test says so and is skipped."""

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

SECONDS = 180
AS_SHOWN = "csv:Text - txt - csv (StarCalc):44,34,76,1,,{language},false,true"
"""Of LibreOffice: commas, quotes, UTF-8, from the first line, the language numbers are read in, not every field quoted, as shown."""
LANGUAGES = {"de-DE": 1031, "nl-NL": 1043, "en-US": 1033}


def libreoffice(file: Path, *, language: str) -> list[list[str]]:
    """The first sheet as it is shown to somebody whose LibreOffice is set to `language`."""
    program = _program("soffice")
    profile = f"-env:UserInstallation=file://{file.parent}/profile-{language}"
    _set_language(file.parent / f"profile-{language}", language)
    infilter = [f"--infilter=CSV:44,34,76,1,,{LANGUAGES[language]},false,true"] if file.suffix == ".csv" else []
    to = ["--convert-to", AS_SHOWN.format(language=LANGUAGES[language]), "--outdir", str(file.parent / "out")]
    subprocess.run([program, profile, "--headless", *infilter, *to, str(file)], check=True, capture_output=True, timeout=SECONDS)
    return _rows(file.parent / "out" / f"{file.stem}.csv")


def gnumeric(file: Path) -> list[list[str]]:
    """As Gnumeric opens the file by guessing, saved as CSV."""
    to = file.parent / f"{file.stem}.gnumeric.csv"
    subprocess.run([_program("ssconvert"), str(file), str(to)], check=True, capture_output=True, timeout=SECONDS)
    return _rows(to)


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        pytest.skip(f"NOT RUN: {name} is not installed here, so nothing was opened with it")
    return found


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
