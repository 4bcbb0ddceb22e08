from django.utils.translation import gettext as _

from sales.models import LostReason, Stage
from sales.playbook.default_pages import ensure_playbook


def ensure_stages() -> None:
    """A sales process to begin with, its playbook, and the reasons for losing. Only where there is none; safe to call again."""
    if not Stage.objects.exists():
        rows = [
            (_("New"), Stage.Kind.OPEN, _("Call"), 1),
            (_("Talking"), Stage.Kind.OPEN, _("Find out what they need"), 7),
            (_("Quoted"), Stage.Kind.OPEN, _("Ask for an answer"), 7),
            (_("Deciding"), Stage.Kind.OPEN, _("Agree on a decision"), 14),
            (_("Won"), Stage.Kind.WON, _("Thank them, ask for a name"), None),
            (_("Lost"), Stage.Kind.LOST, "", None),
        ]
        Stage.objects.bulk_create(
            Stage(name=name, kind=kind, promise=promise, promise_days=days, position=position)
            for position, (name, kind, promise, days) in enumerate(rows, 1)
        )
    if not LostReason.objects.exists():
        reasons = [
            _("Too expensive"),
            _("Chose someone else"),
            _("Bad timing"),
            _("No answer"),
            _("Not what they needed"),
        ]
        LostReason.objects.bulk_create(LostReason(name=name, position=position) for position, name in enumerate(reasons, 1))
    ensure_playbook()
