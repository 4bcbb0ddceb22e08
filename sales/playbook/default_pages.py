"""The playbook a business begins with: ours, in plain words, for the stages of sales.builtins. They make it their own."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from sales.models import PlaybookVersion, Stage, Step, StepWording
from sales.playbook.editing import Page, StepText


@dataclass(frozen=True)
class Chapter:
    """A page for the stage of that name; failing that, for the first one of its kind where that is won or lost."""

    name: str
    kind: str
    page: Page


@transaction.atomic
def ensure_playbook() -> None:
    """A manual to begin with, one page a stage. Only where nobody has written any; safe to call again."""
    if PlaybookVersion.objects.exists():
        return
    versions, steps, wordings = [], [], []
    for stage, page in _pages():
        version = PlaybookVersion(stage=stage, number=1, changed=_("To begin with"), **page.sections)
        versions.append(version)
        for position, text in enumerate(page.steps, 1):
            step = Step(stage=stage)
            steps.append(step)
            wordings.append(
                StepWording(version=version, step=step, text=text.text, detail=text.detail, required=text.required, position=position)
            )
    for model, rows in ((PlaybookVersion, versions), (Step, steps), (StepWording, wordings)):
        model.objects.bulk_create(rows)


def _pages() -> Iterator[tuple[Stage, Page]]:
    stages = list(Stage.objects.in_use())
    for chapter in default():
        named = [stage for stage in stages if (stage.name, stage.kind) == (chapter.name, chapter.kind)]
        closing = [stage for stage in stages if stage.kind == chapter.kind != Stage.Kind.OPEN]
        yield from ((stage, chapter.page) for stage in (named or closing)[:1])


def default() -> list[Chapter]:
    pages = [
        (_("New"), Stage.Kind.OPEN, new()),
        (_("Talking"), Stage.Kind.OPEN, talking()),
        (_("Quoted"), Stage.Kind.OPEN, quoted()),
        (_("Deciding"), Stage.Kind.OPEN, deciding()),
        (_("Won"), Stage.Kind.WON, won()),
        (_("Lost"), Stage.Kind.LOST, lost()),
    ]
    return [Chapter(*each) for each in pages]


def _page(*steps: StepText, **sections: str) -> Page:
    return Page(sections, steps)


def _must(text: str, detail: str = "") -> StepText:
    return StepText(text, detail, required=True)


def new() -> Page:
    return _page(
        _must(_("Ring them today"), _("A first call within the day finds people who still remember why they asked.")),
        StepText(_("No answer? Try once more at another hour"), _("Then leave a message and write two lines.")),
        _must(_("Ask what made them get in touch"), _("Write it down in their words, not in yours.")),
        StepText(_("Ask how they heard of us"), _("It tells us where to look for more people like them.")),
        _must(_("Agree what happens next, and on which day"), _("Put it in as the next activity, so that it comes up on Today.")),
        purpose=_("Somebody raised a hand. Our job is to talk to them while they still remember why."),
        words=_(
            "“Hello, this is … from …. You asked us about …. Is this a good moment?”\n\n"
            "“What made you think of it just now?”\n\n"
            "“Shall I ring you on Thursday, then? Morning or afternoon?”"
        ),
        questions=_(
            "- What are you hoping for?\n- Have you had anything like it before? How did that go?\n"
            "- When would you like it?\n- Who else has a say in it?"
        ),
        objections=_(
            "**“Just send me a price.”** Gladly. So that it is a price for the right thing: may I ask three short questions?\n\n"
            "**“I am only looking.”** That is how most of our clients began. What would you like to see first?\n\n"
            "**“Now is a bad time.”** Of course. When shall I ring you?"
        ),
        done_when=_("We have spoken with them, we know what they are after, and the next step has a day. Then it moves to the next stage."),
    )


def talking() -> Page:
    return _page(
        _must(_("Find out what they need and why"), _("What should be different once it is done?")),
        _must(_("Find out who decides"), _("Whoever decides should hear it from us, not from somebody who heard it from us.")),
        _must(_("Talk about money early"), _("Name a range. A price that comes as a shock comes too late.")),
        StepText(_("Find out by when they want it")),
        StepText(_("Say honestly if we are not the right ones"), _("They will remember it, and send us those we are right for.")),
        _must(_("Say back to them what you understood"), _("“Have I got that right?” Then write it down here.")),
        purpose=_("They have a reason to buy. Our job is to understand it well enough to offer the right thing, once."),
        words=_(
            "“Tell me more about that.”\n\n"
            "“What happens if you leave it as it is?”\n\n"
            "“Things like this are usually between … and …. Is that about what you had in mind?”"
        ),
        questions=_(
            "- What would make this a good buy, looking back in a year?\n- What have you tried so far?\n"
            "- Who will use it? Who will pay for it?\n- What could get in the way?"
        ),
        objections=_(
            "**“That is more than I thought.”** What did you think of? Let us see what is possible for that, and what is not.\n\n"
            "**“I have to ask my partner.”** Of course. Shall the three of us talk? I can answer what comes up.\n\n"
            "**“Somebody else is cheaper.”** They may be. What is in their price? Let us put the two beside each other."
        ),
        done_when=_("We know what they need, who decides, about what they can spend, and by when. They want an offer."),
    )


def quoted() -> Page:
    return _page(
        _must(_("Send the quote within two days"), _("One page, one price, in the words they used. Few options.")),
        _must(_("Say when you will ring about it"), _("In the quote itself: “I shall ring on Tuesday.” Then ring on Tuesday.")),
        _must(_("Ring, and go through it together"), _("Ask what they think of it. Then be quiet.")),
        StepText(_("Put in the value and the day a decision is expected")),
        purpose=_("They have our price in their hands. Our job is to hear what they think of it while it is fresh."),
        words=_(
            "“Is it what you had in your head?”\n\n"
            "“Which part would you change?”\n\n"
            "“If it is the price: which part of it matters least to you?”"
        ),
        questions=_("- What do you like about it? What not?\n- What else are you looking at?\n- What would make it easier to decide?"),
        objections=_(
            "**“Too expensive.”** Compared with what? We can leave something out; we do not make the same thing for less.\n\n"
            "**“Can you do it cheaper?”** If we take … out, yes. I should rather tell you what you would miss.\n\n"
            "**“We need to think about it.”** Good. What exactly do you want to think about? When shall I ring?"
        ),
        done_when=_("They have seen the quote, told us what they think of it, and named a day for their answer. A no goes to Lost."),
    )


def deciding() -> Page:
    return _page(
        _must(_("Ring on the day they named"), _("Not a day later. It is the easiest promise to keep.")),
        StepText(_("Ask what is still open"), _("One doubt at a time: answer it, then ask for the next.")),
        StepText(_("Offer to show something"), _("A finished piece of work, or a client they may ring.")),
        _must(_("Ask for the order"), _("In plain words. Many are lost only because nobody asked.")),
        StepText(
            _("Still nothing? Ask whether to close it"),
            _("“Shall I put it away for now?” gets an answer more often than “Have you decided?”"),
        ),
        purpose=_("They want it, or nearly. Our job is to make saying yes easy, and saying no honest."),
        words=_(
            "“Is there anything that keeps you from saying yes?”\n\n“Shall we do it?”\n\n"
            "“Is it a no for now? That is all right, I should only like to know.”"
        ),
        questions=_("- What has changed since we spoke?\n- Who else has to agree?\n- What happens after you say yes, on your side?"),
        objections=_(
            "**“We are still comparing.”** With whom, and on what? I can answer it better than their quote can.\n\n"
            "**“Ring me next month.”** I shall. May I ask what will be different then?\n\n"
            "**Silence.** Two calls at different hours, one message, then a last friendly one: "
            "“I am closing it for now. Write, and it is open again.”"
        ),
        done_when=_("They said yes or no. Yes: Won, with the amount. No: Lost, with the reason they gave."),
    )


def won() -> Page:
    return _page(
        _must(_("Thank them the same day"), _("A call, not a form.")),
        _must(_("Tell them what happens next, and when")),
        StepText(_("Ask why they chose us"), _("What they say belongs on our website.")),
        StepText(_("Ring once it is delivered"), _("“Is everything as you wanted it?” Put things right at once.")),
        StepText(_("Ask for a name"), _("“Who else do you know that …?” Happy clients are glad to help.")),
        purpose=_("They trusted us. Our job is to deserve it, and to be the ones they think of next time."),
        words=_("“Thank you. We look forward to it. This is what happens now: …”\n\n“Is there somebody you know who should hear of us?”"),
        questions=_("- What made you choose us?\n- What nearly kept you from it?\n- What will you need next, and about when?"),
        done_when=_("They have what they bought, they are content, and the next chance has a date."),
    )


def lost() -> Page:
    return _page(
        _must(_("Ask for the real reason, kindly"), _("“What could we have done better?” Write down what they say.")),
        StepText(_("Thank them all the same"), _("Whoever leaves well comes back, or sends somebody.")),
        StepText(_("Later rather than never? Set a day to ring again")),
        purpose=_("Not this time. Our job is to learn why, and to part as friends."),
        words=_("“Thank you for telling me. May I ask what decided it?”\n\n“May I ring again in spring?”"),
        questions=_("- Who did you choose, and for what?\n- When did you decide?\n- What should we do differently?"),
        done_when=_("The reason is written down, and the next chance, if there is one, has a day."),
    )
