"""What lists of sales can be narrowed by. The state lies in the address, so that a list can be shared.

The board and opportunities: `q` (name, company, phone, e-mail), `owner` (`none`: nobody's), `source` (`blank`: none
recorded), `value_min`, `value_max`, `age` (how long it has been ours: week, month, quarter, longer), `stuck` (`yes`: longer
in its stage than that promises), `next` (`none`: nothing planned, `late`, `planned`).
Opportunities also: `outcome` (open, won, lost, decided: the latter two; empty: all; an address without any filter shows the open ones),
`lost_for` (a reason; `blank`: none written down), `closed_from`, `closed_to` (days it was won or lost on, both included),
`stage`, `was_in` (a stage: was in it for a while), `came_from` and `came_to` (moments: came in between to where they are, on their way
through the stages; reports write both), and of their leads `channel`, `campaign` and `client_type`, as the list of leads has them.
Clients: `q`, `client_type`, `source`, `since_from`, `since_to` (days, both included), `bought_from`, `bought_to`: with one
sale at least on these days that was not reversed. Reports also write `again_from`, `again_to` (and with one on these days too),
`repeat=1` (bought on two days or more), `came_back` (a year after the first sale, 1 the first: with a sale in it), `spend_known=1`
(said what they spend a year), `sent_by` (a contact: with a new-business enquiry sent by them), `as_of` (clients by that moment), and
`channel`, `campaign`, `person`: those of the lead that won them.
"""

from copy import deepcopy
from datetime import date, timedelta

import django_filters
from django.db.models import Q, QuerySet
from django.forms import HiddenInput
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leads.forms.text import DateField
from leads.lead_list.filters import BLANK, MomentFilter, Narrowing
from leads.models import Activity, Campaign, Channel, Contact, Lead, Source
from sales.clients import repeat_buyers
from sales.clients.repeat_buyers import YEARS
from sales.forms.amount import AmountField
from sales.models import Client, LostReason, Opportunity, Sale, Stage
from sales.pipeline import stage_history

NOBODY = "none"
AGES = {"week": (0, 6), "month": (7, 27), "quarter": (28, 90), "longer": (91, None)}
"""Days since it became ours: the fewest, and the most."""
AGE_WORDS = (
    ("week", _("Less than a week")),
    ("month", _("One to four weeks")),
    ("quarter", _("One to three months")),
    ("longer", _("Longer than three months")),
)
DECIDED = "decided"
OUTCOMES = [*Stage.Kind.choices, (DECIDED, _("Won or lost"))]
NEXT = (("none", _("Nothing planned")), ("late", _("Overdue")), ("planned", _("Something planned")))


class AmountFilter(django_filters.Filter):
    field_class = AmountField


class DayFilter(django_filters.Filter):
    field_class = DateField


def client_types() -> list[tuple[str, str]]:
    found = Client.objects.exclude(client_type="").order_by("client_type").values_list("client_type", flat=True).distinct()
    return [(name, name) for name in found]


class CardFilter(django_filters.FilterSet):
    """What the board and the list of opportunities can both be narrowed by."""

    q = django_filters.CharFilter(label=_("Search"), method="search", max_length=200)
    owner = django_filters.ModelChoiceFilter(
        label=_("With"),
        queryset=User.objects.by_name(),
        empty_label=_("Anybody"),
        null_label=_("Nobody"),
        null_value=NOBODY,
        method="with_owner",
    )
    source = django_filters.ModelChoiceFilter(
        label=_("Source"),
        queryset=Source.objects.listed(),
        field_name="lead__source",
        empty_label=_("Any source"),
        null_label=_("No source recorded"),
        null_value="blank",
    )
    age = django_filters.ChoiceFilter(label=_("On the board for"), choices=AGE_WORDS, method="of_age", empty_label=_("Any time"))
    stuck = django_filters.ChoiceFilter(
        label=_("Stuck"), choices=[("yes", _("Longer in a stage than promised"))], method="past_promise", empty_label=_("Stuck or not")
    )
    next = django_filters.ChoiceFilter(label=_("Next"), choices=NEXT, method="by_next", empty_label=_("Any next step"))
    value_min = AmountFilter(label=_("Value from"), field_name="value", lookup_expr="gte")
    value_max = AmountFilter(label=_("Value to"), field_name="value", lookup_expr="lte")

    class Meta:
        model = Opportunity
        fields = ()

    def search(self, found, _name, text):
        return found.filter(lead__contact__in=Contact.objects.ids_of(text, country=self.request.business.country))

    def with_owner(self, found, _name, owner):
        return found.nobodys() if owner == NOBODY else found.filter(owner=owner)

    def of_age(self, found, _name, chosen):
        business = self.request.business
        fewest, most = (days and business.day_bounds(business.today() - timedelta(days=days)) for days in AGES[chosen])
        found = found.filter(made_at__lt=fewest[1]) if fewest else found
        return found.filter(made_at__gte=most[0]) if most else found

    def past_promise(self, found, _name, _chosen):
        return found.past_promise(business=self.request.business)

    def by_next(self, found, _name, chosen):
        """Of those still open: one that is decided needs no next step."""
        if chosen == "none":
            return found.open().nothing_planned()
        ahead = Activity.objects.planned()
        if chosen == "late":
            ahead = ahead.filter(due_on__lt=self.request.business.today())
        return found.open().filter(lead__in=ahead.values("lead"))


def of_lead(name: str) -> django_filters.Filter:
    """A filter of the list of leads, asked of the lead of an opportunity."""
    found = deepcopy(Narrowing.base_filters[name])
    found.method = "of_lead"
    return found


class OpportunityFilter(CardFilter):
    outcome = django_filters.ChoiceFilter(label=_("Outcome"), choices=OUTCOMES, method="by_outcome", empty_label=_("Any outcome"))
    stage = django_filters.ModelChoiceFilter(label=_("Stage"), queryset=Stage.objects.all(), empty_label=_("Any stage"))
    was_in = django_filters.ModelChoiceFilter(
        label=_("Was in"), queryset=Stage.objects.filter(kind=Stage.Kind.OPEN), method="stood_in", empty_label=_("Any stage")
    )
    lost_for = django_filters.ModelChoiceFilter(
        label=_("Lost for"),
        queryset=LostReason.objects.all(),
        field_name="lost_reason",
        null_label=_("No reason written down"),
        null_value=BLANK,
        empty_label=_("Any reason"),
    )
    closed_from = DayFilter(label=_("Decided from"), method="closed_since", widget=HiddenInput)
    closed_to = DayFilter(label=_("Decided to"), method="closed_until", widget=HiddenInput)
    came_from = MomentFilter(label=_("Came there from"), method="came_between", widget=HiddenInput)
    came_to = MomentFilter(label=_("Came there before"), method="came_between", widget=HiddenInput)
    channel = of_lead("channel")
    campaign = of_lead("campaign")
    client_type = of_lead("client_type")

    def __init__(self, data, **kwargs):
        asked = data.copy()
        if not set(asked) - {"after", "before"}:
            asked["outcome"] = Stage.Kind.OPEN
        super().__init__(asked, **kwargs)

    def by_outcome(self, found, _name, chosen):
        return found.exclude(stage__kind=Stage.Kind.OPEN) if chosen == DECIDED else found.filter(stage__kind=chosen)

    def stood_in(self, found, _name, stage):
        return found.filter(stage_history.stood_in(stage))

    def closed_since(self, queryset: QuerySet, _name: str, day: date) -> QuerySet:
        return queryset.filter(closed_at__gte=self.request.business.day_bounds(day)[0])

    def closed_until(self, queryset: QuerySet, _name: str, day: date) -> QuerySet:
        return queryset.filter(closed_at__lt=self.request.business.day_bounds(day)[1])

    def came_between(self, found, name, _moment):
        """Both ends together, once."""
        since, until = (self.form.cleaned_data[end] for end in ("came_from", "came_to"))
        return stage_history.came_to_stand(found, since=since, until=until) if name == "came_from" and until else found

    def of_lead(self, found, name, value):
        leads = Narrowing({name: str(getattr(value, "pk", value))}, queryset=Lead.objects.all()).qs
        return found.filter(lead__in=leads.values("pk"))


class ClientFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Search"), method="search", max_length=200)
    client_type = django_filters.ChoiceFilter(label=_("Type"), choices=client_types, empty_label=_("Any type"))
    source = django_filters.ModelChoiceFilter(
        label=_("Source that won them"),
        queryset=Source.objects.listed(),
        field_name="client_lead__source",
        empty_label=_("Any source"),
        null_label=_("No source recorded"),
        null_value="blank",
    )
    since_from = DayFilter(label=_("Client since, from"), method="since")
    since_to = DayFilter(label=_("to"), method="until")
    bought_from = DayFilter(label=_("Bought, from"), method="with_the_other_end")
    bought_to = DayFilter(label=_("to"), method="with_the_other_end")
    again_from = DayFilter(label=_("Bought again, from"), method="with_the_other_end", widget=HiddenInput)
    again_to = DayFilter(label=_("Bought again, to"), method="with_the_other_end", widget=HiddenInput)
    repeat = django_filters.BooleanFilter(label=_("Bought more than once"), method="bought_twice", widget=HiddenInput)
    came_back = django_filters.NumberFilter(
        label=_("Came back in year"), method="came_back_in", min_value=1, max_value=YEARS, decimal_places=0, widget=HiddenInput
    )
    spend_known = django_filters.BooleanFilter(label=_("Yearly spend known"), method="told_their_spend", widget=HiddenInput)
    sent_by = django_filters.ModelChoiceFilter(
        label=_("Sent by"), queryset=Contact.objects.all(), method="recommended_by", widget=HiddenInput
    )
    channel = django_filters.ChoiceFilter(
        label=_("How they reached us"),
        choices=[(BLANK, _("Not recorded")), *Channel.choices],
        method="with_the_other_end",
        widget=HiddenInput,
    )
    campaign = django_filters.ModelChoiceFilter(
        label=_("Campaign"),
        queryset=Campaign.objects.all(),
        null_label=_("None"),
        null_value=BLANK,
        method="with_the_other_end",
        widget=HiddenInput,
    )
    person = django_filters.ModelChoiceFilter(
        label=_("With"),
        queryset=User.objects.by_name(),
        null_label=_("Nobody yet"),
        null_value=BLANK,
        method="with_the_other_end",
        widget=HiddenInput,
    )
    as_of = MomentFilter(label=_("As of"), method="by_then", widget=HiddenInput)

    class Meta:
        model = Contact
        fields = ()

    def search(self, found, _name, text):
        return found.search(text, country=self.request.business.country)

    def filter_queryset(self, queryset):
        """The two days a sale lies between hold for the same sale, so they are asked about together; so does what is asked of the lead."""
        found = super().filter_queryset(queryset)
        for span in ("bought", "again"):
            first, last = (self.form.cleaned_data.get(f"{span}_{end}") for end in ("from", "to"))
            if first or last:
                found = found.filter(pk__in=self._sales_between(first, last).values("contact"))
        told = {name: self.data[name] for name in ("channel", "campaign", "person") if self.form.cleaned_data.get(name)}
        return found.filter(client_lead__in=Narrowing(told, queryset=Lead.objects.all()).qs.values("pk")) if told else found

    def _sales_between(self, first, last):
        sales = Sale.objects.standing()
        sales = sales.filter(sold_at__gte=self.request.business.day_bounds(first)[0]) if first else sales
        return sales.filter(sold_at__lt=self.request.business.day_bounds(last)[1]) if last else sales

    def with_the_other_end(self, found, _name, _day):
        return found

    def since(self, found, _name, day):
        return found.filter(client_since__gte=self.request.business.day_bounds(day)[0])

    def until(self, found, _name, day):
        return found.filter(client_since__lt=self.request.business.day_bounds(day)[1])

    def bought_twice(self, found, _name, value):
        return found.filter(pk__in=repeat_buyers.on_two_days(self.request.business)) if value else found

    def came_back_in(self, found, _name, year):
        return found.filter(pk__in=repeat_buyers.in_year_after(int(year), self.request.business))

    def told_their_spend(self, found, _name, value):
        return found.filter(yearly_spend__gt=0) if value else found

    def recommended_by(self, found, _name, contact):
        return found.filter(pk__in=Lead.objects.new_business().filter(referred_by=contact).values("contact"))

    def by_then(self, found, _name, moment):
        return found.filter(Q(client_since=None) | Q(client_since__lt=moment))
