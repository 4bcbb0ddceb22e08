"""The pictures of the letter, each with the words that say the same."""

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from reports.letter.png import Canvas

LINE, INK, NEEDLE = 1, 2, 3
COLOURS = ("#a9b2ad", "#7e8883", "#d9541e")
"""Seen on white and on black paper alike."""
TWICE = 2
"""Drawn twice as large as shown, so that it is sharp on fine screens."""


@dataclass(frozen=True)
class Picture:
    """`cid`: what the mail calls it; `width` and `height` as shown; `alt`: what it says in words that do
    not stand beside it."""

    cid: str
    png: bytes
    width: int
    height: int
    alt: str

    @property
    def data(self) -> str:
        """For a page, which shows the same picture without a mail."""
        return f"data:image/png;base64,{base64.b64encode(self.png).decode()}"


def whisker(cid: str, *, low: float, point: float, high: float, end: float, alt: str, width: int = 160, height: int = 16) -> Picture:
    """From `low` to `high` on a line from 0 to `end`, the point as an orange stroke."""
    canvas = Canvas(width * TWICE, height * TWICE, colours=COLOURS)
    middle, at = height, lambda value: min(value / end, 1) * (width * TWICE - 4)
    canvas.rect(0, middle - 1, width * TWICE, middle + 1, LINE)
    canvas.rect(at(low), middle - 2, at(high) + 4, middle + 2, INK)
    for value in (low, high):
        canvas.rect(at(value), middle - 8, at(value) + 4, middle + 8, INK)
    canvas.rect(at(point) - 2, 0, at(point) + 4, height * TWICE, NEEDLE)
    return Picture(cid, canvas.png(), width, height, alt)


def bar(cid: str, *, share: float, alt: str, width: int = 160, height: int = 10) -> Picture:
    """How much of the whole; what goes beyond fills it."""
    canvas = Canvas(width * TWICE, height * TWICE, colours=COLOURS)
    canvas.rect(0, 0, width * TWICE, height * TWICE, LINE)
    if share > 0:
        canvas.rect(0, 0, min(share, 1) * width * TWICE, height * TWICE, NEEDLE if share < 1 else INK)
    return Picture(cid, canvas.png(), width, height, alt)


def columns(cid: str, values: Sequence[int], *, marked: Sequence[int] = (), alt: str, width: int = 520, height: int = 72) -> Picture:
    """A column a value, the last one orange; a stroke above those whose number is in `marked`."""
    canvas = Canvas(width * TWICE, height * TWICE, colours=COLOURS)
    most, step, room = max(values, default=0) or 1, width * TWICE / max(len(values), 1), 24
    for number, value in enumerate(values):
        left, right = number * step + 2, (number + 1) * step - 6
        top = room + (1 - value / most) * (height * TWICE - room - 2)
        if value:
            canvas.rect(left, top, right, height * TWICE, NEEDLE if number == len(values) - 1 else INK)
        if number in marked:
            canvas.rect((left + right) / 2 - 3, 0, (left + right) / 2 + 3, room - 6, INK)
    canvas.rect(0, height * TWICE - 2, width * TWICE, height * TWICE, LINE)
    return Picture(cid, canvas.png(), width, height, alt)
