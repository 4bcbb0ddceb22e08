"""A text that looks like an escape of the format comes back as it was typed (ECMA-376 part 1, 22.9.2.19, ST_Xstring)."""

import io
import zipfile

import pytest

from accounts.xlsx import SHEET, xlsx_response


def files(rows, **more) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(xlsx_response(rows, name="x.xlsx", **more).content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("_x0041_", b"_x005F_x0041_"),
        ("spring_x2026_sale", b"spring_x005F_x2026_sale"),
        ("_x005F_x0041_", b"_x005F_x005F_x005F_x0041_"),
        ("__x00e9__x00E9_", b"__x005F_x00e9__x005F_x00E9_"),
        ("_x41_ _X0041_ _x004G_", b"_x41_ _X0041_ _x004G_"),
    ],
)
def test_a_cell_escapes_what_reads_as_an_escape(typed, written):
    assert b">" + written + b"<" in files([["a"], [typed]])[SHEET]


def test_the_name_of_a_column_is_escaped_too():
    assert b">spring_x005F_x2026_sale<" in b"".join(files([["spring_x2026_sale"], [1]]).values())


def test_the_second_sheet_is_escaped_too():
    assert b">of _x005F_x0041_<" in b"".join(files([["a"]], about=[("about", "of _x0041_")]).values())


def test_a_name_keeps_its_signs_and_loses_what_xml_cannot_hold():
    together = b"".join(files([["R&D <\x07x>"]], about=[("about", "Fish & chips")]).values())
    assert b">R&amp;D &lt;x&gt;<" in together
    assert b">Fish &amp; chips<" in together
