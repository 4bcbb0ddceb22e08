"""How a lead may stand, and why it goes no further."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    OPEN = "open", _("With marketing")
    HANDED_OVER = "handed_over", _("Handed over")
    IN_SALES = "in_sales", _("With sales")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    DISQUALIFIED = "disqualified", _("Disqualified")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Disqualified(models.TextChoices):
    """Why a lead goes no further. Spam and tests are not leads at all and are left out of every number."""

    UNREACHABLE = "unreachable", _("Could not be reached")
    NOT_A_FIT = "not_a_fit", _("Not something we do")
    OUT_OF_AREA = "out_of_area", _("Outside our area")
    NO_BUDGET = "no_budget", _("No budget")
    NOT_INTERESTED = "not_interested", _("No longer interested")
    SPAM = "spam", _("Spam")
    TEST = "test", _("A test")


JUNK = (Disqualified.SPAM, Disqualified.TEST)
OPEN_STATES = (State.OPEN, State.HANDED_OVER, State.IN_SALES)
SALES_STATES = (State.IN_SALES, State.WON, State.LOST)
ALL_BUT_WITHDRAWN = tuple(state for state in State if state != State.WITHDRAWN)


class IllegalMove(Exception):
    """That cannot be done to a lead in this state; reload the page to see what became of it."""
