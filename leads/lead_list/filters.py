"""The filters of the lead list. All of their state is in the address, so that any list can be sent to a colleague.

    q               a name, company, e-mail, or a phone number in any spelling
    source          id of a source, or `blank`: none recorded
    campaign        id of a campaign, or `blank`
    channel         walk_in, phone, website, email, message, event, outbound, or `blank`
    person          id of the person an opportunity of the lead is with, or `blank`: nobody's yet
    client_type     what kind of client its contact is, or `blank`
    how_known       asked, tracked, assumed, `blank`, or known: asked or tracked, with a source
    state           open, handed_over, in_sales, won, lost, disqualified
    outcome         open: not yet decided (open, handed over or with sales); decided: won or lost; won; lost; disqualified
    closed_from     decided (won, lost or disqualified) on this day or later; closed_to: or earlier
    warm=1          those marketing keeps warm
    spoken          open leads nobody spoke to (see leads.follow_ups.uncontacted): new: to be called, earlier: of an import or
                    from before LeadTrack kept an eye on that
    by              id of the person who logged it
    sent_by         id of the contact who is named to have sent it
    period_from     first day, inclusive, YYYY-MM-DD, in the business time zone
    period_to       last day, inclusive
    new_business=1  exactly the leads the reports count: METRICS' valid new-business leads
    file            id of an import: the leads that came in with it
    converted=1     the lead that made its contact a client (METRICS: converted lead)
    left_out        leads the reports leave out: merged, withdrawn, spam, test, no_enquiry (a sale came in without its
                    enquiry, see `Lead.made_for_sale`), client (they were a client already),
                    undated. Each lead is in the first that fits, in this order; `undated` are new business of which nobody
                    knows when it came, or when it was won.
    reached         new business that came at least to this step of the funnel: received, handed_over, accepted, the id of
                    an open stage, client (see `progress` in leads.hooks)
    stopped_at      … that came to this step and ended there; `bought`: that bought, from somebody made a client by another
    still_at        … that came to this step, and is neither a client nor ended
    jumped          … that came further than this step without having been there
    sold_by         new business that sales took on, by whose it is: u and the id of a person, t: and a name, nobody, or
                    anybody (see `owner` in leads.hooks)
    credit          what `source` means: empty: the first, last: the last touch before the win, equal: all that had a part
                    (see leads.lead_list.source_credit)
    as_of           as things stood at this moment (ISO 8601): received, converted or decided before it, or at an unknown time

Links of reports may write `from`, `to` and `valid` for period_from, period_to and new_business. With `new_business=1` and a
period the list is `Lead.objects.new_business().received_in(period, zone)`, so it holds as many rows as the report counted.
Without `left_out` the list shows what stands: neither withdrawn nor merged.
"""

from datetime import MAXYEAR, MINYEAR, UTC, datetime, time, timedelta
from functools import partial

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from leads import hooks
from leads.follow_ups import uncontacted
from leads.forms.text import DateField
from leads.lead_list import source_credit
from leads.models import JUNK, OPEN_STATES, Campaign, Channel, ClientType, Contact, HowKnown, Import, Lead, Source, State
from leads.models.new_business import FROM_A_CLIENT, NO_ENQUIRY, LeadCondition

BLANK = "blank"
ALIASES = {"from": "period_from", "to": "period_to", "valid": "new_business"}
LEFT_OUT = [
    ("merged", _("Joined with another")),
    ("withdrawn", _("Taken back")),
    ("spam", _("Spam")),
    ("test", _("Tests")),
    ("no_enquiry", _("Sales without their enquiry")),
    ("client", _("From clients")),
    ("undated", _("Date unknown")),
]
OUTCOMES = [
    ("open", _("Not decided yet")),
    ("decided", _("Won or lost")),
    ("won", _("Won")),
    ("lost", _("Lost")),
    ("disqualified", _("Disqualified")),
]
SPOKEN = [("new", _("Not spoken to yet")), ("earlier", _("Never spoken to, of an import or of earlier days"))]
STATES = [choice for choice in State.choices if choice[0] != State.WITHDRAWN]


class DayFilter(django_filters.Filter):
    field_class = DateField


class MomentField(django_filters.fields.IsoDateTimeField):
    def to_python(self, value):
        moment = super().to_python(value)
        if moment and not MINYEAR < moment.year < MAXYEAR:  # no other zone has such a moment
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return moment and moment.astimezone(UTC)  # PostgreSQL reads no clock that is a day ahead of it


class MomentFilter(django_filters.Filter):
    field_class = MomentField


def step_filter(label: str) -> django_filters.ChoiceFilter:
    """Out of sight until a report's link asks for it, and then a chip; the steps are read only then."""
    return django_filters.ChoiceFilter(
        label=label, choices=partial(hooks.filter_choices, "progress"), method="on_the_way", widget=forms.HiddenInput
    )


class WordField(django_filters.fields.ChoiceField):
    default_validators = [ProhibitNullCharactersValidator()]

    def valid_value(self, value) -> bool:
        """Contacts keep their type as a word, so any word may be asked for: the list only offers those that somebody put on it."""
        return True


class WordFilter(django_filters.ChoiceFilter):
    field_class = WordField


class Narrowing(django_filters.FilterSet):
    """What narrows the lead list and every report alike: where leads came from, whose they are in sales, and who they are of."""

    source = django_filters.ModelChoiceFilter(
        label=_("Source"),
        queryset=lambda request: Source.objects.listed(),
        null_label=_("Not recorded"),
        null_value=BLANK,
        empty_label=_("All"),
    )
    channel = django_filters.ChoiceFilter(
        label=_("How they reached us"), choices=[(BLANK, _("Not recorded")), *Channel.choices], empty_label=_("All"), method="words"
    )
    campaign = django_filters.ModelChoiceFilter(
        label=_("Campaign"),
        queryset=lambda request: Campaign.objects.order_by("name", "pk"),
        null_label=_("None"),
        null_value=BLANK,
        empty_label=_("All"),
    )
    person = django_filters.ModelChoiceFilter(
        label=_("With"),
        queryset=lambda request: User.objects.by_name(),
        null_label=_("Nobody yet"),
        null_value=BLANK,
        empty_label=_("Anybody"),
        method="is_with",
    )
    client_type = WordFilter(label=_("Client type"), choices=lambda: _client_types(), empty_label=_("All"), method="of_client_type")

    class Meta:
        model = Lead
        fields = []

    def words(self, leads, name, value):
        return leads.filter(**{name: "" if value == BLANK else value})

    def is_with(self, leads, name, person):
        """Opportunities belong to a higher app, so by name."""
        if person == BLANK:
            return leads.exclude(Exists(Lead.objects.filter(opportunities__owner__isnull=False, pk=OuterRef("pk"))))
        return leads.filter(pk__in=Lead.objects.filter(opportunities__owner=person).values("pk"))

    def of_client_type(self, leads, name, value):
        if value == BLANK:
            return leads.filter(Q(contact=None) | Q(contact__client_type=""))
        return leads.filter(contact__client_type=value)


def _client_types() -> list[tuple]:
    listed = ClientType.objects.filter(merged_into=None).values_list("name", flat=True)
    return [(BLANK, _("Not recorded")), *((name, name) for name in listed)]


class LeadFilter(Narrowing):
    q = django_filters.CharFilter(label=_("Name, phone, e-mail or company"), method="search")
    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, empty_label=_("All"))
    period_from = DayFilter(label=_("Received from"), method="received_from")
    period_to = DayFilter(label=_("to"), method="received_to")
    sent_by = django_filters.ModelChoiceFilter(
        label=_("Sent by"), field_name="referred_by", queryset=lambda request: Contact.objects.all(), widget=forms.HiddenInput
    )
    how_known = django_filters.ChoiceFilter(
        label=_("How we know"),
        choices=[(BLANK, _("Not recorded")), *HowKnown.choices, ("known", _("Asked or tracked"))],
        empty_label=_("All"),
        method="known_how",
    )
    by = django_filters.ModelChoiceFilter(
        label=_("Logged by"), field_name="logged_by", queryset=lambda request: User.objects.by_name(), empty_label=_("Anybody")
    )
    left_out = django_filters.ChoiceFilter(
        label=_("Left out of the numbers"), choices=LEFT_OUT, empty_label=_("No"), method="only_left_out"
    )
    outcome = django_filters.ChoiceFilter(label=_("Outcome"), choices=OUTCOMES, empty_label=_("All"), method="decided")
    warm = django_filters.BooleanFilter(label=_("Keeping warm"), method="only_warm", widget=forms.CheckboxInput)
    new_business = django_filters.BooleanFilter(label=_("New business only"), method="only_new_business", widget=forms.CheckboxInput)
    converted = django_filters.BooleanFilter(label=_("Made a client"), method="only_converted", widget=forms.CheckboxInput)

    spoken = django_filters.ChoiceFilter(label=_("First contact"), choices=SPOKEN, method="not_spoken_to", widget=forms.HiddenInput)
    closed_from = DayFilter(label=_("Decided from"), method="closed_on_or_after", widget=forms.HiddenInput)
    closed_to = DayFilter(label=_("Decided until"), method="closed_on_or_before", widget=forms.HiddenInput)
    file = django_filters.ModelChoiceFilter(
        label=_("From the file"),
        field_name="brought_in_by__file",
        queryset=lambda request: Import.objects.only("name"),
        widget=forms.HiddenInput,
    )
    reached = step_filter(_("Came as far as"))
    stopped_at = step_filter(_("Ended at"))
    still_at = step_filter(_("Still at"))
    jumped = step_filter(_("Jumped over"))
    credit = django_filters.ChoiceFilter(
        label=_("Source is"), choices=source_credit.CHOICES, method="with_the_source", widget=forms.HiddenInput
    )
    sold_by = django_filters.ChoiceFilter(
        label=_("Sold by"), choices=partial(hooks.filter_choices, "owner"), method="of_person", widget=forms.HiddenInput
    )
    as_of = MomentFilter(label=_("As of"), method="received_before", widget=forms.HiddenInput)

    def __init__(self, data, *, business):
        self.business = business
        super().__init__(unaliased(data), queryset=Lead.objects.all())

    def filter_queryset(self, queryset):
        """Who gets the credit changes what the source means, so the two are asked about together."""
        told = self.form.cleaned_data
        source, credit = told.get("source"), told.get("credit")
        if source and credit:
            wanted = None if source == BLANK else source
            queryset = queryset.filter(pk__in=source_credit.credited_to(wanted, credit=credit, as_of=told.get("as_of")).values("pk"))
            told["source"] = None
        found = super().filter_queryset(queryset)
        told["source"] = source
        return found if told.get("left_out") else found.standing()

    def known_how(self, leads, name, value):
        if value == "known":
            return leads.filter(how_known__in=(HowKnown.ASKED, HowKnown.TRACKED), source__isnull=False)
        return self.words(leads, name, value)

    def with_the_source(self, leads, name, value):
        return leads

    def search(self, leads, name, value):
        return leads.search(value, country=self.business.country)

    def received_from(self, leads, name, day):
        return leads.filter(received_at__gte=self._midnight(day))

    def received_to(self, leads, name, day):
        return leads.filter(received_at__lt=self._midnight(day + timedelta(days=1)))

    def decided(self, leads, name, value):
        as_of = self.form.cleaned_data.get("as_of")
        if value == "open" and as_of:
            converted = self._converted().filter(pk=OuterRef("pk"))
            return leads.filter(Q(state__in=OPEN_STATES) | Q(closed_at__gte=as_of)).exclude(Exists(converted))
        states = {"open": OPEN_STATES, "decided": (State.WON, State.LOST)}.get(value, (value,))
        found = leads.filter(state__in=states)
        return found if as_of is None else found.filter(Q(closed_at=None) | Q(closed_at__lt=as_of))

    def closed_on_or_after(self, leads, name, day):
        return leads.filter(closed_at__gte=self._midnight(day))

    def closed_on_or_before(self, leads, name, day):
        return leads.filter(closed_at__lt=self._midnight(day + timedelta(days=1)))

    def only_warm(self, leads, name, value):
        return leads.warm() if value else leads

    def not_spoken_to(self, leads, name, value):
        wanted = {"new": uncontacted.new, "earlier": uncontacted.earlier}[value](self.business)
        return leads.filter(pk__in=wanted.values("pk"))

    def only_new_business(self, leads, name, value):
        return leads.new_business() if value else leads

    def only_converted(self, leads, name, value):
        return leads.filter(pk__in=self._converted().values("pk")) if value else leads

    def only_left_out(self, leads, name, value):
        if value == "merged":
            return leads.exclude(merged_into=None)
        if value == "withdrawn":
            return leads.filter(merged_into=None, state=State.WITHDRAWN)
        if value in JUNK:
            return leads.standing().filter(disqualified_for=value)
        if value == "no_enquiry":
            return leads.valid().filter(LeadCondition(NO_ENQUIRY))
        if value == "client":
            return leads.valid().filter(LeadCondition(FROM_A_CLIENT))
        won_at_an_unknown_time = Q(contact__client_lead=F("pk"), contact__client_since=None)
        return leads.new_business().filter(Q(received_at=None) | won_at_an_unknown_time)

    def on_the_way(self, leads, name, value):
        found = hooks.filtered_leads("progress", name, value, as_of=self.form.cleaned_data.get("as_of"))
        return leads.filter(pk__in=found.values("pk"))

    def of_person(self, leads, name, value):
        found = hooks.filtered_leads("owner", value, as_of=self.form.cleaned_data.get("as_of"))
        return leads.filter(pk__in=found.values("pk"))

    def received_before(self, leads, name, moment):
        return leads.filter(Q(received_at=None) | Q(received_at__lt=moment))

    def _converted(self):
        """The leads that made their contact a client, by the moment the list is about."""
        made = Lead.objects.filter(contact__client_lead=F("pk"))
        as_of = self.form.cleaned_data.get("as_of")
        return made.filter(Q(contact__client_since=None) | Q(contact__client_since__lt=as_of)) if as_of else made

    def _midnight(self, day) -> datetime:
        return datetime.combine(day, time.min, tzinfo=timezone.get_current_timezone())


def unaliased(data):
    """The address with the short names of reports' links written out."""
    data = data.copy()
    for short, name in ALIASES.items():
        if data.get(short) and not data.get(name):
            data[name] = data[short]
        data.pop(short, None)
    return data
