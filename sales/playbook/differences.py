"""What differs between two texts, and between two pages of the playbook: words where a line was changed, lines otherwise."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

WORDS = re.compile(r"\s+|\w+|[^\w\s]")
TOO_LONG = 2_000
"""Characters of a line beyond which it is shown as a whole: comparing words takes the square of them."""


@dataclass(frozen=True)
class Part:
    """`kind`: same, added or removed."""

    kind: str
    text: str


@dataclass(frozen=True)
class Line:
    """One line with its parts. `kind`: same, added, removed or changed."""

    kind: str
    parts: tuple[Part, ...]


def lines(before: str, after: str) -> list[Line]:
    """Line by line; a line that was changed is one line with the words taken out and put in."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [Line("same", (Part("same", text),)) for text in old[i1:i2]]
        else:
            found += _replaced(old[i1:i2], new[j1:j2])
    return found


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for before, after in zip_longest(old, new):
        if before is None:
            yield Line("added", (Part("added", after),))
        elif after is None:
            yield Line("removed", (Part("removed", before),))
        else:
            yield Line("changed", tuple(words(before, after)))


def words(before: str, after: str) -> list[Part]:
    if max(len(before), len(after)) > TOO_LONG:
        return [Part("removed", before), Part("added", after)]
    old, new = WORDS.findall(before), WORDS.findall(after)
    found: list[Part] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Part("same", "".join(old[i1:i2])))
            continue
        found += [Part(kind, text) for kind, text in (("removed", "".join(old[i1:i2])), ("added", "".join(new[j1:j2]))) if text]
    return _joined(found)


def _joined(parts: list[Part]) -> list[Part]:
    """A lone space between two changes belongs to both: "more than one word" reads as one change."""
    found: list[Part] = []
    for n, part in enumerate(parts):
        between = part.kind == "same" and part.text.isspace() and 0 < n < len(parts) - 1
        pieces = [Part("removed", part.text), Part("added", part.text)] if between else [part]
        found += pieces
    return _merged(found)


def _merged(parts: list[Part]) -> list[Part]:
    """Neighbouring changes as one removal and one addition."""
    found: list[Part] = []
    removed = added = ""
    for part in [*parts, Part("same", "")]:
        if part.kind == "removed":
            removed += part.text
        elif part.kind == "added":
            added += part.text
        else:
            found += [each for each in (Part("removed", removed), Part("added", added)) if each.text]
            removed = added = ""
            if part.text:
                found.append(part)
    return found


@dataclass(frozen=True)
class StepDifference:
    """`kind`: same, added, removed or changed; `moved` from one place to another; `now_required` None: as it was."""

    kind: str
    text: tuple[Part, ...]
    detail: tuple[Part, ...]
    moved: bool
    now_required: bool | None

    @property
    def is_different(self) -> bool:
        return self.kind != "same" or self.moved or self.now_required is not None


@dataclass(frozen=True)
class Differences:
    """Between two versions: the sections that differ by name, and all steps when one of them does."""

    sections: dict[str, list[Line]]
    steps: list[StepDifference]

    @property
    def count(self) -> int:
        """Lines and steps that differ."""
        changed = sum(line.kind != "same" for found in self.sections.values() for line in found)
        return changed + sum(step.is_different for step in self.steps)


def between(before, after) -> Differences:
    """Two pages (`sections` by name, `steps` of something with step_id, text, detail, required), the older first."""
    pairs = {name: (before.sections.get(name, ""), text) for name, text in after.sections.items()}
    sections = {name: lines(*pair) for name, pair in pairs.items() if pair[0].splitlines() != pair[1].splitlines()}
    return Differences(sections, _steps(list(before.steps), list(after.steps)))


def _steps(old: list, new: list) -> list[StepDifference]:
    """In the order they have now, those taken out last."""
    former = {step.step_id: step for step in old if step.step_id}
    stays = {step.step_id for step in new if step.step_id in former}
    places = {pk: place for place, pk in enumerate(pk for pk in former if pk in stays)}
    found, place = [], 0
    for step in new:
        was = former.get(step.step_id) if step.step_id else None
        moved = was is not None and places[step.step_id] != place
        place += was is not None
        found.append(_step(was, step, moved=moved))
    found += [
        StepDifference("removed", _whole("removed", step.text), _whole("removed", step.detail), False, None)
        for step in old
        if step.step_id not in stays
    ]
    return found if any(step.is_different for step in found) else []


def _step(was, step, *, moved: bool) -> StepDifference:
    if was is None:
        return StepDifference("added", _whole("added", step.text), _whole("added", step.detail), False, None)
    same = (was.text, was.detail) == (step.text, step.detail)
    required = step.required if step.required != was.required else None
    return StepDifference(
        "same" if same else "changed", tuple(words(was.text, step.text)), tuple(words(was.detail, step.detail)), moved, required
    )


def _whole(kind: str, text: str) -> tuple[Part, ...]:
    return (Part(kind, text),) if text else ()
