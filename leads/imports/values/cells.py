"""Cells that are more than text: days, amounts, and words of a fixed set. What depends on a whole column is settled once, here."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.currency_signs import currencies_of
from leads.imports.columns.headers import is_in_utc
from leads.imports.fields import AMOUNT, ASKED, DATE, FIELDS
from leads.imports.plan import Plan
from leads.imports.questions.choices import readers
from leads.imports.questions.survey import surveyed
from leads.imports.questions.unclear_values import settle_orders
from leads.imports.table import Table
from leads.imports.values.amounts import ForeignAmount, decimal_mark_of, parse_amount
from leads.imports.values.dates import EmptyDate, WrongOrder, parse_moment

AMOUNTS = tuple(name for name, field in FIELDS.items() if field.kind == AMOUNT)
READ = (DATE, AMOUNT, ASKED)
PAST = ("received_at", "won_at", "lost_at", "logged_at", "refunded_at")
"""Days that have come; an expected close may be ahead."""
BUDDHIST_AHEAD = 543
FIRST_YEAR = 1970


class Values:
    def __init__(self, table: Table, plan: Plan):
        self.plan = plan
        self.orders = settle_orders(table, plan)
        kinds = {header: FIELDS[name].kind for header, name in plan.columns.items()}
        columns = surveyed(table, plan).columns
        self.marks = {name: decimal_mark_of(columns[header].different) for header, name in plan.columns.items() if kinds[header] == AMOUNT}
        self.zones = {name: dt.UTC for header, name in plan.columns.items() if kinds[header] == DATE and is_in_utc(header)}
        self.asked = {name: readers[name]() for name in plan.fields if name in readers}
        self.answers: dict[tuple[str, str], str] = {}
        self.today = timezone.localdate(timezone=plan.zone)
        self.long_ago, self.lately = dt.date(FIRST_YEAR, 1, 1), self.today - dt.timedelta(days=2)
        """Between these a day is past wherever it is read."""

    def read(self, draft, name: str, text: str) -> Any:
        """The value of a field of a kind of READ. Warns in the draft; raises ValueError with a sentence for whoever imports."""
        match FIELDS[name].kind:
            case "date":
                return self._date(draft, name, text)
            case "amount":
                return self._amount(name, text)
        return self._asked(name, text)

    def _date(self, draft, name: str, text: str) -> dt.datetime | None:
        """None where a program wrote that there is none."""
        try:
            moment = parse_moment(text, order=self.orders.get(name, ""), zone=self.zones.get(name, self.plan.zone))
        except EmptyDate:
            sentence = _("%(field)s: “%(text)s” is how programs write that there is no date; it is left empty.")
            draft.warnings.append(sentence % _words(name, text))
            draft.given.discard(name)
            return None
        except WrongOrder as error:
            sentence = _("%(field)s: “%(text)s” contradicts the order of day and month in its column.")
            raise ValueError(sentence % _words(name, text)) from error
        except (ValueError, OverflowError) as error:
            raise ValueError(_("%(field)s: “%(text)s” is not a date.") % _words(name, text)) from error
        if not self.long_ago < moment.date() < self.lately:
            self._doubt(draft, name, text, moment)
        return moment

    def _doubt(self, draft, name: str, text: str, moment: dt.datetime) -> None:
        """A day that has not come, or of a year when nobody kept leads, is taken and said."""
        if moment.year < FIRST_YEAR:
            draft.warnings.append(_("%(field)s: “%(text)s” is long ago. Check the year.") % _words(name, text))
        if name not in PAST or moment.astimezone(self.plan.zone).date() <= self.today:
            return
        year = moment.year - BUDDHIST_AHEAD
        if FIRST_YEAR <= year <= self.today.year:
            sentence = _("%(field)s: “%(text)s” has not come yet. If it is a year of the Buddhist calendar, it is %(year)s here.")
            draft.warnings.append(sentence % (_words(name, text) | {"year": year}))
        else:
            draft.warnings.append(_("%(field)s: “%(text)s” has not come yet. Check it.") % _words(name, text))

    def _amount(self, name: str, text: str) -> Decimal:
        try:
            return parse_amount(text, mark=self.marks.get(name, ""), currency=self.plan.currency)
        except ForeignAmount as error:
            words = _words(name, text) | {"currency": self.plan.currency}
            raise ValueError(_("%(field)s: “%(text)s” is not in %(currency)s.") % words) from error
        except ValueError as error:
            raise ValueError(_("%(field)s: “%(text)s” is not an amount.") % _words(name, text)) from error

    def objections(self, draft) -> list[str]:
        """What cannot be taken though each cell can be read: amounts of another currency, as a column of its own says."""
        has_amount = draft.currency and any(getattr(draft, name, None) for name in AMOUNTS)
        meant = currencies_of(draft.currency) if has_amount else None
        if not (meant and self.plan.currency and self.plan.currency not in meant):
            return []
        words = {"text": draft.currency, "currency": self.plan.currency}
        return [_("The amount is in %(text)s, and yours are in %(currency)s. Convert it first.") % words]

    def _asked(self, name: str, text: str) -> str:
        if (name, text) not in self.answers:
            self.answers[name, text] = self._answer(name, text)
        return self.answers[name, text]

    def _answer(self, name: str, text: str) -> str:
        answer = self.plan.answered(name, text)
        ours = answer if answer is not None else self.asked[name].known(text)
        if ours is None:
            raise ValueError(_("%(field)s: nobody said what “%(text)s” is here.") % _words(name, text))
        return ours


def _words(name: str, text: str) -> dict[str, object]:
    """What the sentences about a cell name."""
    return {"field": FIELDS[name].label, "text": text[:60]}
