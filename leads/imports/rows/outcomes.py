"""What the columns of a row say together of how it ended: stage, outcome, the days it was won, lost or closed on, and the amount."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from leads.imports.questions.choices import LOST, OPEN, WON


def settle_outcome(draft) -> str:
    """Set the outcome of a draft and the day of it. Returns why the row contradicts itself, else nothing.

    A day of one kind tells the outcome where nothing else does. An amount without an outcome is what an open opportunity is worth.
    """
    outcome = draft.outcome or (draft.stage if draft.stage in (WON, LOST) else "")
    if reason := _contradiction(draft, outcome):
        return reason
    if outcome in ("", OPEN) and (draft.won_at or draft.lost_at):
        if outcome or draft.stage:
            won, lost = _("Has a date it was won on, so it counts as won."), _("Has a date it was lost on, so it counts as lost.")
            draft.warnings.append(won if draft.won_at else lost)
        outcome = WON if draft.won_at else LOST
    if draft.closed_at:
        _close(draft, outcome)
    draft.outcome = outcome or (OPEN if draft.amount and not draft.stage else "")
    draft.flag_won_before(draft.received_at)
    return ""


def _contradiction(draft, outcome: str) -> str:
    if not draft.won_at and not draft.lost_at:
        return ""
    if not (draft.won_at and draft.lost_at) and outcome in ("", OPEN, WON if draft.won_at else LOST):
        return ""
    days = {"won": _day(draft.won_at), "lost": _day(draft.lost_at)}
    if outcome == LOST and draft.won_at:
        return _("It was lost, and has a day it was won on (%(won)s). Take one of the two away.") % days
    if outcome == WON and draft.lost_at and not draft.won_at:
        return _("It was won, and has a day it was lost on (%(lost)s). Take one of the two away.") % days
    if outcome in ("", OPEN) and draft.won_at and draft.lost_at:
        return _("It was won on %(won)s and lost on %(lost)s. Say in a stage or an outcome which it is.") % days
    return ""


def _close(draft, outcome: str) -> None:
    """The stage or outcome decides what the day it was closed on is: of winning, of losing, or when it is expected to close."""
    if outcome == WON:
        draft.won_at = draft.won_at or draft.closed_at
    elif outcome == LOST:
        draft.lost_at = draft.lost_at or draft.closed_at
    elif draft.stage or outcome or timezone.localdate(draft.closed_at) > timezone.localdate():
        draft.expected_on = timezone.localdate(draft.closed_at)
        return
    else:
        text = _("Closed on %(day)s, and nothing says whether it was won or lost; the day is left out.")
        draft.warnings.append(text % {"day": _day(draft.closed_at)})
        return
    if timezone.localdate(draft.closed_at) > timezone.localdate():
        draft.warnings.append(_("Closed on %(day)s, which has not come yet. Check it.") % {"day": _day(draft.closed_at)})


def _day(moment) -> str:
    return date_format(timezone.localdate(moment)) if moment else ""
