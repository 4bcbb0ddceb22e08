"""The PNG is one: its chunks check, and its dots are those that were drawn."""

import struct
import zlib

from reports.letter.pictures import COLOURS, INK, LINE, NEEDLE, bar, columns, whisker
from reports.letter.png import SIGNATURE, Canvas


def chunks(png: bytes) -> dict[bytes, bytes]:
    """Read as the recommendation has it: length, name, data, and a sum over name and data."""
    assert png.startswith(SIGNATURE)
    result, at = {}, len(SIGNATURE)
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at : at + 8])
        data, check = png[at + 8 : at + 8 + length], png[at + 8 + length : at + 12 + length]
        assert struct.pack(">I", zlib.crc32(name + data)) == check
        result[name], at = data, at + 12 + length
    return result


def dots(png: bytes) -> list[bytes]:
    text = chunks(png)
    width, height = struct.unpack(">II", text[b"IHDR"][:8])
    lines = zlib.decompress(text[b"IDAT"])
    assert len(lines) == height * (width + 1)
    return [lines[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height)]


def test_canvas_cuts_what_lies_outside():
    canvas = Canvas(4, 3, colours=("#ff0000", "#00ff00"))
    canvas.rect(-5, 1, 2, 2, 1)
    canvas.rect(3, 2, 99, 99, 2)
    text = chunks(canvas.png())
    assert text[b"PLTE"] == bytes([0, 0, 0, 255, 0, 0, 0, 255, 0])
    assert text[b"tRNS"] == b"\x00"
    assert [list(row) for row in dots(canvas.png())] == [[0, 0, 0, 0], [1, 1, 0, 0], [0, 0, 0, 2]]


def test_a_whisker_lies_where_its_figures_do():
    picture = whisker("x", low=0.1, point=0.25, high=0.5, end=0.5, alt="x", width=104, height=16)
    middle = dots(picture.png)[16]
    reach = [at for at, dot in enumerate(middle) if dot in (INK, NEEDLE)]
    assert (min(reach), max(reach), len(middle)) == (41, 207, 208)
    assert [at for at, dot in enumerate(dots(picture.png)[0]) if dot == NEEDLE] == list(range(100, 106))


def test_bar_is_as_long_as_its_share():
    row = dots(bar("x", share=0.25, alt="x", width=100).png)[5]
    assert (row.count(NEEDLE), row.count(LINE)) == (50, 150)
    assert dots(bar("x", share=1.7, alt="x", width=100).png)[5].count(INK) == 200
    assert dots(bar("x", share=0, alt="x", width=100).png)[5].count(LINE) == 200


def test_columns_are_as_high_as_their_values():
    picture = columns("x", [5, 0, 10], marked=[1], alt="x", width=150, height=50)
    rows = dots(picture.png)
    heights = [sum(1 for row in rows[24:98] if row[at]) for at in (40, 140, 240)]
    assert heights == [37, 0, 74]
    assert rows[60][240] == NEEDLE
    assert [bool(rows[4][at]) for at in (47, 148, 247)] == [False, True, False]
    assert len(COLOURS) == 3
