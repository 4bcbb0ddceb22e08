"""The playbook's deeds: publishing, drafting, reading, ticking; and what a page or an opportunity shows of it."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from sales.models import Opportunity, PlaybookDraft, PlaybookRead, PlaybookVersion, Stage, StageRule, Step, StepDone, StepWording
from sales.models.playbook import SECTIONS


@dataclass(frozen=True)
class StepText:
    """A step as somebody writes it. `step_id` None: a new one."""

    text: str
    detail: str = ""
    required: bool = False
    step_id: int | None = None


@dataclass(frozen=True)
class Page:
    """What a page says, published or not: the same shape as a version, for writing, previewing and comparing."""

    sections: dict[str, str] = field(default_factory=dict)
    steps: tuple[StepText, ...] = ()
    changed: str = ""

    @classmethod
    def of(cls, version: PlaybookVersion | None) -> "Page":
        if version is None:
            return cls(dict.fromkeys(SECTIONS, ""))
        return cls(version.sections, tuple(StepText(s.text, s.detail, s.required, s.step_id) for s in version.steps.all()))

    @classmethod
    def of_draft(cls, draft: PlaybookDraft) -> "Page":
        kept = draft.content
        steps = tuple(StepText(s["text"], s["detail"], s["required"], s["step"]) for s in kept["steps"])
        return cls({name: kept["sections"].get(name, "") for name in SECTIONS}, steps, kept["changed"])

    def as_json(self) -> dict:
        steps = [{"text": s.text, "detail": s.detail, "required": s.required, "step": s.step_id} for s in self.steps]
        return {"sections": self.sections, "steps": steps, "changed": self.changed}

    def says_the_same_as(self, other: "Page") -> bool:
        return (self.sections, self.steps) == (other.sections, other.steps)


class PublishedMeanwhile(Exception):
    """Somebody published a version since the one this was written from. `current` is theirs."""

    def __init__(self, current: PlaybookVersion):
        super().__init__(current)
        self.current = current


@transaction.atomic
def publish(stage: Stage, page: Page, *, by, base: int | None, at=None) -> PlaybookVersion | None:
    """Put a page in force as the next version. The same as it is already: nothing is written, and None is returned.

    `base` is the number of the version it was written from (0: there was none, None: no matter which). Whatever the
    writer's draft of that stage was is published with it and gone. Raises PublishedMeanwhile when another one is in force.
    """
    Stage.objects.select_for_update().get(pk=stage.pk)
    current = PlaybookVersion.objects.current(stage)
    number = current.number if current else 0
    if base not in (None, number):
        raise PublishedMeanwhile(current)
    PlaybookDraft.objects.filter(stage=stage, by=by).delete()
    if page.says_the_same_as(Page.of(current)):
        return None
    moment = at or timezone.now()
    version = PlaybookVersion.objects.create(
        stage=stage, number=number + 1, by=by, at=moment, changed=page.changed, **{name: page.sections.get(name, "") for name in SECTIONS}
    )
    _write_steps(version, page.steps)
    return version


def _write_steps(version: PlaybookVersion, steps: Iterable[StepText]) -> None:
    """A step keeps who it is; one that is new, or not of this stage, becomes a new one."""
    known = {step.pk: step for step in Step.objects.filter(stage=version.stage_id)}
    for position, text in enumerate(steps, 1):
        step = known.pop(text.step_id, None) or Step.objects.create(stage=version.stage, made_at=version.at)
        StepWording.objects.create(
            version=version, step=step, text=text.text, detail=text.detail, required=text.required, position=position
        )


def draft_of(stage: Stage, *, by) -> PlaybookDraft | None:
    return PlaybookDraft.objects.filter(stage=stage, by=by, dropped_at=None).first()


@transaction.atomic
def save_draft(stage: Stage, page: Page, *, by, base: int) -> PlaybookDraft:
    kept = {"base": base, "content": page.as_json(), "saved_at": timezone.now(), "dropped_at": None}
    return PlaybookDraft.objects.update_or_create(stage=stage, by=by, defaults=kept)[0]


def drop_draft(stage: Stage, *, by) -> bool:
    """Put it away; `take_draft_up` brings it back until the next one is written. Returns whether there was one."""
    return bool(PlaybookDraft.objects.filter(stage=stage, by=by, dropped_at=None).update(dropped_at=timezone.now()))


def take_draft_up(stage: Stage, *, by) -> bool:
    return bool(PlaybookDraft.objects.filter(stage=stage, by=by, dropped_at__isnull=False).update(dropped_at=None))


def mark_read(version: PlaybookVersion, *, by, at=None) -> bool:
    """Read once is read; the first time stands. Returns whether it is new."""
    return PlaybookRead.objects.get_or_create(person=by, version=version, defaults={"at": at or timezone.now()})[1]


def last_read(stage: Stage, *, by) -> PlaybookRead | None:
    """The newest version of a stage that a person has read."""
    return PlaybookRead.objects.filter(person=by, version__stage=stage).select_related("version").order_by("-version__number").first()


@dataclass(frozen=True)
class Chapter:
    """A stage in the contents. `version` None: nobody has written its page. `read` is the number last read, 0: none."""

    stage: Stage
    version: PlaybookVersion | None
    read: int

    @property
    def is_new(self) -> bool:
        return bool(self.version) and not self.read

    @property
    def has_changed(self) -> bool:
        return bool(self.version) and 0 < self.read < self.version.number


def chapters(*, by) -> list[Chapter]:
    """The stages in use in their order, each with its page and what `by` has read of it. Four queries."""
    return next(found for _person, found in chapters_of([by]))


def chapters_of(people: list) -> list[tuple]:
    """Each person with the chapters as they have read them. Four queries, however many people."""
    versions = {version.stage_id: version for version in PlaybookVersion.objects.latest_of_stages().with_steps()}
    reads = PlaybookRead.objects.filter(person__in=people).order_by("version__number")
    read = {(person, stage): number for person, stage, number in reads.values_list("person", "version__stage", "version__number")}
    stages = list(Stage.objects.in_use())
    return [(person, [Chapter(stage, versions.get(stage.pk), read.get((person.pk, stage.pk), 0)) for stage in stages]) for person in people]


@transaction.atomic
def tick(opportunity: Opportunity, step: Step, *, by, at=None) -> StepDone | None:
    """Done, under the version in force. Ticked already: nothing is written. Raises StepGone when no page names it any more."""
    Opportunity.objects.select_for_update(of=("self",)).get(pk=opportunity.pk)
    if StepDone.objects.filter(opportunity=opportunity, step=step, undone_at=None).exists():
        return None
    current = PlaybookVersion.objects.current(step.stage)
    wording = next((each for each in current.steps.all() if each.step_id == step.pk), None) if current else None
    if wording is None:
        raise StepGone
    return StepDone.objects.create(opportunity=opportunity, step=step, wording=wording, by=by, at=at or timezone.now())


@transaction.atomic
def untick(opportunity: Opportunity, step: Step, *, by) -> bool:
    """Taken back, and the row says by whom and when. Not ticked: nothing is written."""
    standing = StepDone.objects.filter(opportunity=opportunity, step=step, undone_at=None)
    return bool(standing.update(undone_at=timezone.now(), undone_by=by))


class StepGone(Exception):
    """The playbook does not name that step any more."""


@dataclass(frozen=True)
class ToDo:
    """A step as an opportunity shows it: as it is worded now, and as it was when it was ticked. `wording` None: out of the playbook."""

    step_id: int
    wording: StepWording | None
    done: StepDone | None

    @property
    def text(self) -> str:
        return (self.wording or self.done.wording).text

    @property
    def was_worded(self) -> StepWording | None:
        """How it read when it was ticked, where that differs from how it reads now."""
        former = self.done and self.done.wording
        same = former and self.wording and (former.text, former.detail) == (self.wording.text, self.wording.detail)
        return former if former and self.wording and not same else None


@dataclass(frozen=True)
class ToDoList:
    """The steps of the present stage; those of others that a stage ahead asks for; and what was ticked in others, latest stage first."""

    version: PlaybookVersion | None
    steps: list[ToDo]
    asked: list[ToDo]
    elsewhere: list[StepDone]

    @property
    def done(self) -> int:
        return sum(each.done is not None for each in self.steps)


def to_do(opportunity: Opportunity) -> ToDoList:
    """Four queries, whatever was ticked."""
    version = PlaybookVersion.objects.current(opportunity.stage)
    ticks = list(
        StepDone.objects.filter(opportunity=opportunity, undone_at=None)
        .select_related("by", "wording__version__stage")
        .order_by("at", "pk")
    )
    done = {each.step_id: each for each in ticks}
    worded = list(version.steps.all()) if version else []
    here = [ToDo(each.step_id, each, done.get(each.step_id)) for each in worded]
    named = {each.step_id for each in worded}
    gone = [each for each in ticks if each.step_id not in named]
    here += [ToDo(each.step_id, None, each) for each in gone if each.wording.version.stage_id == opportunity.stage_id]
    elsewhere = [each for each in gone if each.wording.version.stage_id != opportunity.stage_id]
    asked = [ToDo(each.step_id, each, None) for each in _asked_ahead(opportunity) if each.step_id not in named | done.keys()]
    return ToDoList(version, here, asked, sorted(elsewhere, key=lambda each: (-each.wording.version.stage.position, each.at)))


def _asked_ahead(opportunity: Opportunity) -> list[StepWording]:
    """Single steps that the rules of stages further on ask for, as they are worded now. One query."""
    if not opportunity.is_open:
        return []
    rules = StageRule.objects.filter(stage__position__gt=opportunity.stage.position, stage__retired_at=None)
    newest = PlaybookVersion.objects.latest_of_stages().values("pk")
    return list(
        StepWording.objects.filter(version__in=newest, step__in=rules.values("step")).order_by("version__stage__position", "position")
    )


@dataclass(frozen=True)
class Hit:
    """A place of the playbook where all the words stand. `section` is a name of SECTIONS, or "steps"."""

    stage: Stage
    section: str
    before: str
    match: str
    after: str


AROUND = 60


def search(chapters: Iterable[Chapter], text: str) -> list[Hit]:
    """The sections and steps that hold every word of `text`, whatever their accents and capitals, shown round the first word."""
    words = [folded for folded in map(fold, text.split()) if folded]
    found = []
    for chapter in chapters if words else ():
        places = [(str(chapter.stage), "name")]
        if chapter.version:
            places += [(body, name) for name, body in chapter.version.sections.items()]
            places += [(f"{step.text} {step.detail}".strip(), "steps") for step in chapter.version.steps.all()]
        found += [_hit(chapter.stage, name, body, words) for body, name in places if all(word in fold(body) for word in words)]
    return found


def _hit(stage: Stage, name: str, body: str, words: list[str]) -> Hit:
    offsets = [n for n, letter in enumerate(body) for _ in fold(letter)]
    at = fold(body).find(words[0])
    start, end = offsets[at], offsets[at + len(words[0]) - 1] + 1
    before = body[max(0, start - AROUND) : start]
    after = body[end : end + AROUND]
    return Hit(stage, name, ("…" if start > AROUND else "") + before, body[start:end], after + ("…" if len(body) > end + AROUND else ""))


def fold(text: str) -> str:
    """Without accents and capitals."""
    return "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)).casefold()
