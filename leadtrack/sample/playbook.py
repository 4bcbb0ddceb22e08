"""The sample's playbook: a few versions of each page, who has read them, and steps ticked with a difference to be found."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Max

from accounts.models import Business, User
from accounts.roles import Role
from sales.models import Opportunity, PlaybookVersion, Stage, StageChange, StageRule, StepDone
from sales.playbook import editing
from sales.playbook.editing import Page, StepText

DAYS = 320
"""How long ago the playbook was begun; what was sold before that ticked nothing."""
BATCH = 1000


@dataclass(frozen=True)
class Truth:
    """A step, and the share of the won and of the lost in whose stage it is done."""

    text: str
    won: float
    lost: float
    detail: str = ""
    required: bool = False


STEPS = {
    "New": (
        Truth("Ring them the same day", 0.82, 0.58, "Who is rung the same day still remembers why they came in.", required=True),
        Truth("Ask what made them think of a new kitchen", 0.6, 0.58, "Write it down in their words."),
        Truth("Agree a day for the survey", 0.75, 0.7, "It goes in as the next activity.", required=True),
    ),
    "Survey": (
        Truth("Measure, and photograph every wall", 0.9, 0.9, "Sockets, pipes, the boiler.", required=True),
        Truth("Sit at their table and draw with them", 0.72, 0.44, "Ten minutes with a pencil. They keep the sheet."),
        Truth("Say a range for the price", 0.55, 0.5, "“Kitchens of this size are between 9 and 14.”"),
    ),
    "Quoted": (
        Truth(
            "Send the quote within two days of the survey",
            0.7,
            0.66,
            "One page, one price, the drawing on top. No list of options.",
            required=True,
        ),
        Truth("Ring the day after it lands", 0.8, 0.48, "By the third day they have two others.", required=True),
        Truth("Ask what would make it easier to decide", 0.5, 0.5, "Then be quiet. Write the answer down in their words."),
        Truth("Agree a date for the answer", 0.6, 0.55, "It goes in as the next activity, so it comes up on Today."),
    ),
    "Deciding": (
        Truth("Invite them to see a kitchen we fitted", 0.45, 0.4, "The Marshes in Park Lane are glad to show theirs."),
        Truth("Ask for the order", 0.85, 0.6, "“Shall we book you in for March?”", required=True),
    ),
    "Won": (
        Truth("Thank them by phone the same day", 0.8, 0.8, required=True),
        Truth("Ask for a name, once it is fitted", 0.4, 0.4, "“Who else do you know whose kitchen has had its day?”"),
    ),
    "Lost": (Truth("Ask for the real reason, kindly", 0.6, 0.6, "Write down what they say, not what we think.", required=True),),
}
TEXTS = {
    "New": {
        "purpose": "They came in, rang or wrote. Our job is to talk to them while they still remember why.",
        "words": "“What made you think of it just now?”\n\n“Shall we come and measure? Tuesday or Thursday?”",
        "questions": "- How long have you lived with the one you have?\n- What do you like about it?\n- When would you like it done?",
        "done_when": "We have spoken, and the survey has a day.",
    },
    "Survey": {
        "purpose": "We see the room and hear how they live in it. Our job is to understand, not to sell.",
        "words": "“Show me where you stand when you cook.”\n\n“Who else cooks here?”",
        "questions": "- What must fit in that does not fit now?\n- Who decides?\n- About what did you have in mind to spend?",
        "objections": "**“We only want a price.”** You shall have one, and for the right kitchen. May I measure?",
        "done_when": "Measured, photographed, a range for the price said and not refused.",
    },
    "Quoted": {
        "purpose": "They have our price in their hands. Our job is to hear what they think of it while they still remember us.",
        "words": "“Did the drawing match the kitchen you had in your head?”\n\n"
        "“If it is the price: shall we look at which part of it matters least to you?”\n\n“When would you like me to ask again?”",
        "objections": "**“The other quote is lower.”** Is it the same kitchen? Let us put them side by side.\n\n"
        "**“We need to think.”** Of course. What about, if I may ask? And when shall I ring?",
        "done_when": "They have named a day for their answer, or said no. A no goes to Lost, with the reason.",
    },
    "Deciding": {
        "purpose": "They want it, or nearly. Our job is to make yes easy and no honest.",
        "words": "“Is there anything that keeps you from saying yes?”\n\n“Shall we book you in?”",
        "done_when": "Yes, with a deposit: Won. No: Lost, with the reason they gave.",
    },
    "Won": {
        "purpose": "They trusted us with their home. Our job is to deserve it.",
        "words": "“Thank you. This is what happens now, and when.”",
        "done_when": "Fitted, paid, and they would tell a friend.",
    },
    "Lost": {"purpose": "Not this time. We learn why, and part as friends.", "words": "“Thank you for telling me. What decided it?”"},
}


def fill(seed: int, *, business: Business, today: date) -> None:
    """After everything else was written. Draws from a dice of its own, so that nothing else comes out differently."""
    stages = {stage.name: stage for stage in Stage.objects.all()}
    _publish(stages, business=business, today=today)
    _rules(stages)
    _read(today, business=business)
    rows = list(_ticks(random.Random(f"{seed}:playbook"), business=business, today=today))
    StepDone.objects.bulk_create(rows, batch_size=BATCH)


def _publish(stages: dict[str, Stage], *, business: Business, today: date) -> None:
    """Every page as it began; two of them with edits since."""
    ruth, ada = User.objects.get(name="Ruth Finch"), User.objects.get(name="Ada Alder")

    def put(name: str, page: Page, days: int, *, by: User) -> None:
        editing.publish(stages[name], page, by=by, base=None, at=_at(today - timedelta(days=days), business))

    for name, truths in STEPS.items():
        steps = tuple(StepText(each.text, each.detail, each.required) for each in truths)
        if name == "Quoted":  # ringing came a little later, and as something else
            steps = (steps[0], StepText("Ring three days after it lands", "Give them time to look at it."), *steps[2:])
        put(name, Page(TEXTS[name], steps, "How we do it, written down"), DAYS, by=ruth)
    quoted = _page(stages["Quoted"])
    sooner = (
        quoted.steps[0],
        StepText("Ring the day after it lands", "By the third day they have two others.", True, quoted.steps[1].step_id),
    )
    put("Quoted", Page(quoted.sections, (*sooner, *quoted.steps[2:]), "Ring sooner: by the third day they have two others"), 150, by=ruth)
    survey = _page(stages["Survey"])
    words = survey.sections | {"words": survey.sections["words"] + "\n\n“May I sit down with you for ten minutes and a pencil?”"}
    put("Survey", Page(words, survey.steps, "Lena’s question, which opens every talk"), 90, by=ada)
    quoted = _page(stages["Quoted"])
    purpose = quoted.sections | {"done_when": "They have named a day for their answer, and it is in as the next activity; or they said no."}
    put("Quoted", Page(purpose, quoted.steps, "An answer without a day is no answer"), 12, by=ada)


def _page(stage: Stage) -> Page:
    return Page.of(PlaybookVersion.objects.current(stage))


def _rules(stages: dict[str, Stage]) -> None:
    StageRule.put(stages["Quoted"], {(StageRule.Want.VALUE, None): True, (StageRule.Want.REACH, None): False})
    StageRule.put(stages["Deciding"], {(StageRule.Want.EXPECTED_CLOSE, None): False, (StageRule.Want.REQUIRED_STEPS, None): False})


def _read(today: date, *, business: Business) -> None:
    """The sellers read it when it was new; Tom has not seen the last change, Lena not the last two."""
    tom, lena = User.objects.get(name="Tom Kerr"), User.objects.get(name="Lena Moss")
    for version in PlaybookVersion.objects.order_by("at", "pk"):
        age = (today - version.at.astimezone(business.zone).date()).days
        readers = [person for person, until in ((version.by, 0), (tom, 20), (lena, 120)) if age >= until]
        for n, person in enumerate(readers):
            editing.mark_read(version, by=person, at=version.at + timedelta(hours=3 * n))


def _ticks(rng: random.Random, *, business: Business, today: date) -> Iterator[StepDone]:
    """What was ticked in each stage an opportunity stood in, as the page of that stage worded it on the day."""
    began = _at(today - timedelta(days=DAYS), business)
    now = StageChange.objects.aggregate(last=Max("at"))["last"]  # nothing is ticked later than what was done last
    truths = {(name, n): truth for name, steps in STEPS.items() for n, truth in enumerate(steps)}
    pages = _pages()
    outcome = dict(Opportunity.objects.values_list("pk", "stage__kind"))
    sellers = {user.pk: user for user in User.objects.with_role(Role.SALES)}
    for change, left_at in _stays():
        if change.at < began or left_at == change.at:
            continue
        goes_well = {Stage.Kind.WON: True, Stage.Kind.LOST: False}.get(outcome[change.opportunity_id])
        page = next((version for version in reversed(pages[change.to_stage_id]) if version.at <= change.at), None)
        for n, wording in enumerate(page.steps.all() if page else ()):
            truth = truths[page.stage.name, n]
            share = {True: truth.won, False: truth.lost, None: (truth.won + truth.lost) / 2 * 0.8}[goes_well]
            if rng.random() < share:
                until = max(change.at, min(left_at or now, change.at + timedelta(days=6)))
                yield StepDone(
                    opportunity_id=change.opportunity_id,
                    step_id=wording.step_id,
                    wording=wording,
                    by=sellers.get(change.by_id),
                    at=change.at + (until - change.at) * rng.random(),
                )


def _pages() -> dict[int, list[PlaybookVersion]]:
    found: dict[int, list[PlaybookVersion]] = {}
    for version in PlaybookVersion.objects.select_related("stage").prefetch_related("steps").order_by("number"):
        found.setdefault(version.stage_id, []).append(version)
    return found


def _stays() -> Iterator[tuple[StageChange, datetime | None]]:
    """Each change with when the opportunity went on from there."""
    changes = list(StageChange.objects.order_by("opportunity_id", "pk"))
    for change, after in zip(changes, [*changes[1:], None], strict=True):
        yield change, after.at if after and after.opportunity_id == change.opportunity_id else None


def _at(day: date, business: Business) -> datetime:
    return datetime.combine(day, time(9), business.zone)
