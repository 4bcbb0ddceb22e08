"""The sentences of the Money page: what the rows say, and nothing more."""

from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.formatting import NARROW_SPACE, percent
from reports.core.amounts import about
from reports.core.text import counted
from reports.money import extremes
from reports.money.query import MoneyRow, Report
from reports.money.what_if import Move
from reports.statistics.standard import LEAST


def gain(share: float | None) -> str:
    """A return with its sign: +140 %, −35 %."""
    if share is None:
        return percent(None)
    points = round(share * 100)
    text = f"{counted(abs(points))}{NARROW_SPACE}%"
    return text if not points else f"+{text}" if points > 0 else f"−{text}"


def change(value: float) -> str:
    """How many more or fewer, with a sign and a tenth."""
    text = formats.number_format(abs(round(Decimal(value), 1)), decimal_pos=1, force_grouping=True)
    return f"−{text}" if round(value, 1) < 0 else f"+{text}"


def change_of_money(value: float) -> str:
    text = about(abs(value))
    return f"−{text}" if value < 0 else f"+{text}"


def headline(report: Report) -> str:
    total = report.paid
    if not report.only.spares_spend:
        return _("What this part of the leads cost cannot be told.")
    if not total.spend:
        return _("No spend is entered for this period.")
    if total.acquisition_cost is None:
        return _("%(spend)s spent, and no new client of it yet.") % {"spend": about(total.spend)}
    values = {"cost": about(total.acquisition_cost)}
    if total.counted.can_still_rise:
        first = _("Where money was spent, a new client has cost %(cost)s so far.") % values
    else:
        first = _("Where money was spent, a new client cost %(cost)s.") % values
    return " ".join(filter(None, (first, _came_back(total), *extremes.sentences(report))))


def _came_back(total: MoneyRow) -> str:
    if total.return_on_investment is None:
        return ""
    times = total.return_on_investment + 1
    if times >= 1:
        shown = formats.number_format(round(Decimal(times), 1 if times < 10 else 0))
        return _("The money came back %(times)s times.") % {"times": shown}
    return _("%(share)s of the money has come back.") % {"share": percent(times)}


def summary(report: Report) -> str:
    total = report.total
    values = {
        "period": report.period.label(),
        "spend": about(total.spend or 0),
        "leads": counted(total.counted.leads),
        "clients": counted(total.counted.clients),
        "revenue": about(total.revenue),
    }
    spent = _("%(period)s: %(spend)s spent.") if total.spend else _("%(period)s.")
    brought = ngettext(
        "All in all %(leads)s lead came, %(clients)s clients of it by now, who brought %(revenue)s.",
        "All in all %(leads)s leads came, %(clients)s clients of them by now, who brought %(revenue)s.",
        total.counted.leads,
    )
    return " ".join(filter(None, (f"{spent} {brought}" % values, extremes.unknown_sentence(report))))


def refused(reason: str, amount: Decimal, *, giver: MoneyRow, taker: MoneyRow, names: tuple[str, str]) -> str:
    """Why the data do not suffice, in words that say what is missing."""
    values = {"giver": names[0], "taker": names[1], "amount": about(amount), "spent": about(giver.spend), "least": LEAST}
    if reason == "same":
        return _("Choose two different ones: money moved from one to itself changes nothing.")
    if reason == "nothing_spent_there":
        return _("Nothing was spent on “%(giver)s” in this period, so there is nothing to move, and no cost per lead to go by.") % values
    if reason == "nothing_spent_here":
        return _("Nothing was spent on “%(taker)s” in this period, so nobody knows what a lead from it would cost.") % values
    if reason == "more_than_spent":
        return _("Only %(spent)s was spent on “%(giver)s” in this period: less than you would move.") % values
    few = min(((giver, names[0]), (taker, names[1])), key=lambda pair: pair[0].counted.mature_leads)
    values |= {"name": few[1], "leads": counted(few[0].counted.mature_leads)}
    return (
        ngettext(
            "“%(name)s” has %(leads)s lead old enough to judge in this period. From %(least)s on it can be said what more would bring.",
            "“%(name)s” has %(leads)s leads old enough to judge in this period. From %(least)s on it can be said what more would bring.",
            few[0].counted.mature_leads,
        )
        % values
    )


def verdict(move: Move, *, names: tuple[str, str]) -> str:
    """More clients, fewer, or cannot be told; by the range of the difference."""
    values = {"amount": about(move.amount), "giver": names[0], "taker": names[1]}
    says = move.clients.says
    if says > 0:
        return _("Moving %(amount)s from “%(giver)s” to “%(taker)s” would probably have brought more clients.") % values
    if says < 0:
        return _("Moving %(amount)s from “%(giver)s” to “%(taker)s” would probably have brought fewer clients.") % values
    unsure = _("Whether moving %(amount)s from “%(giver)s” to “%(taker)s” would have brought more clients cannot be told.") % values
    return " ".join([unsure, *_by_revenue(move)])


def _by_revenue(move: Move) -> list[str]:
    """Fewer but larger sales can tell what the number of clients does not."""
    says = move.revenue.says if move.revenue else 0
    if not says:
        return []
    return [_("It would probably have brought more revenue.") if says > 0 else _("It would probably have brought less revenue.")]
