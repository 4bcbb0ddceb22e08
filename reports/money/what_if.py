"""What if some money had been spent on another source? What the past of both would say, and whether it can say anything.

Past averages, moved along a straight line: the next pound rarely does what the last one did. The ranges hold the chance in what
was counted, not whether more of the same is to be had. No Django, so that it can be tried on any two rows.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from reports.money.query import MoneyRow
from reports.statistics.amounts import Estimate, count_estimate, difference, mean_range, product, rate_estimate
from reports.statistics.standard import LEAST

type Refusal = Literal["same", "nothing_spent_there", "nothing_spent_here", "more_than_spent", "too_few_leads"]
"""Why nothing can be said: one and the same row; no spend on the giver; on the taker; less spent than moved; fewer than 20 leads
old enough on a side."""


@dataclass(frozen=True, slots=True)
class Bought:
    """What so much money bought on average: leads, clients within N days, revenue to date; None where it cannot be told."""

    leads: Estimate
    clients: Estimate
    revenue: Estimate | None


@dataclass(frozen=True, slots=True)
class Move:
    """`amount` from `giver` to `taker`: what would be `lost` there and `gained` here, and the difference of the two."""

    amount: Decimal
    giver: MoneyRow
    taker: MoneyRow
    lost: Bought
    gained: Bought

    @property
    def leads(self) -> Estimate:
        return difference(self.gained.leads, self.lost.leads)

    @property
    def clients(self) -> Estimate:
        return difference(self.gained.clients, self.lost.clients)

    @property
    def revenue(self) -> Estimate | None:
        if self.gained.revenue is None or self.lost.revenue is None:
            return None
        return difference(self.gained.revenue, self.lost.revenue)


def refusal(amount: Decimal, giver: MoneyRow, taker: MoneyRow) -> Refusal | None:
    """Why the data do not say what the move would do; None where they do."""
    if giver.key == taker.key:
        return "same"
    if not giver.spend:
        return "nothing_spent_there"
    if not taker.spend:
        return "nothing_spent_here"
    if amount > giver.spend:
        return "more_than_spent"
    if min(giver.counted.mature_leads, taker.counted.mature_leads) < LEAST:
        return "too_few_leads"
    return None


def move(amount: Decimal, giver: MoneyRow, taker: MoneyRow) -> Move:
    """`amount` is more than 0; call `refusal` first."""
    return Move(amount, giver, taker, bought(amount, giver), bought(amount, taker))


def bought(amount: Decimal, row: MoneyRow) -> Bought:
    """Leads: the row's leads a unit of spend, in the score range of a count. Clients: times its conversion within N days (Wilson).
    Revenue: times what a lead old enough brought to date, net (Hall's range of a mean)."""
    leads = count_estimate(row.counted.leads).times(float(amount / row.spend))
    clients = product(rate_estimate(row.counted.converted_within, row.counted.mature_leads), leads)
    brought, result = row.returns.mature, mean_range(row.returns.mature)
    revenue = result and product(leads, Estimate(brought.mean, result.low, result.high))
    return Bought(leads, clients, revenue)
