"""Two sequences to begin with, ours to write: off until somebody has looked at every message."""

from django.db import transaction
from django.utils.translation import gettext as _

from leads.models import Activity
from sales.models import MessageTemplate, NameTaken, Sequence, Stage


@transaction.atomic
def propose() -> list[Sequence]:
    """What is not there yet, by name, of: after a quote (the last but one open stage) and thank you (won). Returns what it made."""
    stages = list(Stage.objects.open())
    quoted = stages[max(len(stages) - 2, 0)] if stages else None
    won = Stage.objects.the(Stage.Kind.WON)
    made = [
        _sequence(name, stage, steps) for name, stage, steps in ((_("After a quote"), quoted, _quote()), (_("Thank you"), won, _thanks()))
    ]
    return [sequence for sequence in made if sequence]


def _sequence(name: str, stage: Stage | None, steps: list) -> Sequence | None:
    if stage is None:
        return None
    try:
        with transaction.atomic():
            sequence = Sequence.add(name, stage=stage)
    except NameTaken:
        return None
    for days, kind, task, template in steps:
        sequence.add_step(wait=days, unit="days", task_kind=kind, task_text=task, template=template and _template(*template))
    return sequence


def _template(name: str, subject: str, text: str) -> MessageTemplate:
    """The one of that name as it is, where there is one."""
    found = MessageTemplate.objects.filter(name=name, retired_at=None).first()
    try:
        with transaction.atomic():
            return found or MessageTemplate.add(name, subject=subject, text=text)
    except NameTaken:
        return MessageTemplate.add(_("%(name)s (new)") % {"name": name}, subject=subject, text=text)


def _quote() -> list:
    arrived = _(
        "Hello {first name},\n\nI sent you our quote for {interest} the other day. Did it reach you, and is everything in it clear?\n\n"
        "If something does not fit, tell me: most things can be changed.\n\n{seller}\n{business}"
    )
    last = _(
        "Hello {first name},\n\nI have not heard from you about {interest}, and I do not want to be a nuisance. "
        "If the time is wrong, one line is enough, and I will come back when it suits you.\n\n{seller}\n{business}"
    )
    return [
        (2, "", "", (_("Did the quote reach you?"), _("Our quote for {interest}"), arrived)),
        (3, Activity.Kind.CALL, _("Ask what they think of the quote"), None),
        (5, "", "", (_("Shall we leave it?"), _("Shall we leave it for now, {first name}?"), last)),
    ]


def _thanks() -> list:
    thanks = _(
        "Hello {first name},\n\nThank you for choosing {business}. "
        "If anything is not as it should be, write to me and I will see to it.\n\n"
        "And if you know somebody who could use us too, pass on our name. We would be glad.\n\n{seller}\n{business}"
    )
    return [
        (1, "", "", (_("Thank you"), _("Thank you, {first name}"), thanks)),
        (20, Activity.Kind.CALL, _("Ask whether they are happy, and who else could use us"), None),
    ]
