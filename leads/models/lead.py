import uuid
from contextlib import contextmanager
from datetime import UTC, datetime

import pghistory
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.ids import uuid7
from leads import hooks
from leads.models.contact import Contact, ContactEmail, ContactPhone
from leads.models.lead_change import LeadChange
from leads.models.lead_states import ALL_BUT_WITHDRAWN, OPEN_STATES, SALES_STATES, Disqualified, IllegalMove, State
from leads.models.new_business import NEW_BUSINESS, STANDING, VALID, LeadCondition
from leads.models.source import Campaign, Channel, HowKnown, Source
from leads.search import texts

LAST = datetime(1900, 1, 1, tzinfo=UTC)
"""Where leads stand of which nobody knows the day: behind all others, newest first."""


class LeadQuerySet(models.QuerySet):
    def standing(self):
        """Not withdrawn and not merged into another: what the lists show."""
        return self.filter(LeadCondition(STANDING))

    def valid(self):
        """Standing, and neither spam nor a test. METRICS.md: valid lead, before asking whether it is new business."""
        return self.filter(LeadCondition(VALID))

    def new_business(self):
        """Valid, and its contact was not already a client through another lead when it came.

        What was made for a sale alone counts once somebody wrote down when they asked. Clients whose `client_since` nobody
        knows count as not yet a client.
        """
        return self.filter(LeadCondition(NEW_BUSINESS))

    def open(self):
        """Valid and not won, lost or disqualified."""
        return self.valid().filter(state__in=OPEN_STATES)

    def reachable(self):
        """There is a number or an address."""
        phones = ContactPhone.objects.filter(contact=models.OuterRef("contact"))
        emails = ContactEmail.objects.filter(contact=models.OuterRef("contact"))
        return self.filter(models.Exists(phones) | models.Exists(emails))

    def received_in(self, period, zone):
        """`period`: a half-open span of days (`.bounds(zone)`); without bounds, every lead, those of unknown time too."""
        start, end = period.bounds(zone)
        found = self.filter(received_at__gte=start) if start else self
        return found.filter(received_at__lt=end) if end else found

    def warm(self):
        """Those marketing keeps warm."""
        return self.standing().filter(state=State.OPEN, warm_since__isnull=False)

    def from_source(self, source: Source | None):
        return self.filter(source=source)

    def search(self, text: str, *, country: str):
        """Of those whom `Contact.objects.search` finds, or with these words in what they want, notes, what was said, or mail."""
        theirs = Lead.objects.order_by().filter(contact__in=Contact.objects.ids_of(text, country=country)).values("pk")
        return self.filter(pk__in=theirs.union(*texts.leads_holding(text))) if text.strip() else self

    @transaction.atomic
    def withdraw(self, *, by: AbstractBaseUser | None) -> int:
        """Those of these that are still with marketing, as `Lead.withdraw` does with one. Returns how many. Three statements."""
        free = [lead.pk for lead in self.select_for_update(of=("self",)) if lead.is_with_marketing]
        now, told = timezone.now(), {"before": {"state": State.OPEN}, "after": {"state": State.WITHDRAWN}}
        self.model.objects.filter(pk__in=free).update(state=State.WITHDRAWN, closed_at=now, warm_since=None)
        LeadChange.objects.bulk_create(LeadChange(lead_id=pk, verb="withdrawn", by=by, at=now, **told) for pk in free)
        return len(free)

    def for_list(self):
        return self.select_related("contact", "source", "campaign", "logged_by").prefetch_related("contact__phones", "contact__emails")

    def for_page(self):
        """With all that a lead's own page shows beside its history; opportunities belong to a higher app, so by name."""
        found = self.for_list().select_related("merged_into__contact", "referred_by")
        return found.prefetch_related("opportunities__stage", "opportunities__owner")


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
    exclude=["listed_at"],
)
class Lead(models.Model):
    """One enquiry of one contact (None: an anonymous tick) from one source by one channel at one time.

    `received_at` None: nobody knows when. `state` and `closed_at` (when it stopped being open) are written by this
    room's verbs and, once it is with sales, by sales' verbs.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False, help_text="Made by the browser; the same key is the same lead.")
    external_id = models.CharField(max_length=200, null=True, blank=True, editable=False)
    external_system = models.CharField(
        max_length=60, blank=True, default="", db_default="", editable=False, help_text="The program whose id `external_id` is."
    )
    contact = models.ForeignKey(Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="leads")
    source = models.ForeignKey(Source, verbose_name=_("source"), null=True, blank=True, on_delete=models.PROTECT, related_name="leads")
    campaign = models.ForeignKey(
        Campaign, verbose_name=_("campaign"), null=True, blank=True, on_delete=models.PROTECT, related_name="leads"
    )
    channel = models.CharField(_("how they reached us"), max_length=10, choices=Channel, blank=True)
    how_known = models.CharField(_("how we know the source"), max_length=8, choices=HowKnown, blank=True, default=HowKnown.ASKED)
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    logged_at = models.DateTimeField(default=timezone.now, editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="leads_logged", editable=False
    )
    owner_text = models.CharField(max_length=120, blank=True, editable=False, help_text="Whose it was elsewhere, from an import.")
    referred_by = models.ForeignKey(
        Contact, verbose_name=_("sent by"), null=True, blank=True, on_delete=models.PROTECT, related_name="referrals"
    )
    thanks = models.OneToOneField(
        "leads.Activity", null=True, blank=True, on_delete=models.SET_NULL, related_name="thanks_for", editable=False
    )
    made_for_sale = models.BooleanField(
        default=False, db_default=False, editable=False, help_text="A sale came in without its enquiry: no conversion."
    )
    interest = models.CharField(_("what they want"), max_length=500, blank=True)
    notes = models.TextField(_("notes"), blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.OPEN, editable=False)
    disqualified_for = models.CharField(max_length=16, choices=Disqualified, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    warm_since = models.DateTimeField(null=True, blank=True, editable=False, help_text="Marketing keeps it warm: it is not ready yet.")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False)
    listed_at = models.GeneratedField(
        expression=Coalesce("received_at", models.Value(LAST)), output_field=models.DateTimeField(), db_persist=True
    )

    objects = LeadQuerySet.as_manager()

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        indexes = [
            models.Index(fields=["-listed_at", "-id"], name="leads_newest_first"),
            models.Index(fields=["source", "received_at"], name="leads_by_source"),
            models.Index(fields=["state", "-listed_at", "-id"], name="leads_by_state"),
            GinIndex(texts.OF_LEAD.words, name="words_of_leads", condition=~texts.OF_LEAD.is_empty),
            models.Index(fields=["logged_at"], condition=models.Q(state__in=OPEN_STATES, merged_into=None), name="leads_open_by_logging"),
        ]
        constraints = [models.UniqueConstraint(fields=["external_id", "external_system"], name="one_lead_of_an_external_id")]

    def __str__(self) -> str:
        return str(self.contact) if self.contact else str(_("No name"))

    def get_absolute_url(self) -> str:
        """The page of its person with this one unfolded; an anonymous one has a page of its own."""
        if self.contact_id:
            return f"{reverse('contact', args=[self.contact_id])}?enquiry={self.pk}"
        return reverse("lead", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES and self.merged_into_id is None

    @property
    def is_with_marketing(self) -> bool:
        return self.state == State.OPEN and self.merged_into_id is None

    def withdraw(self, *, by) -> None:
        """Undo the capture. The row and its key stay, so that a late replay brings nothing back.

        Raises IllegalMove once sales has it.
        """
        with self._changing("withdrawn", by=by) as lead:
            if lead.state == State.WITHDRAWN:
                return
            lead._require(State.OPEN, State.DISQUALIFIED)
            lead._become(State.WITHDRAWN)

    def disqualify(self, reason: str, *, by, note: str = "") -> None:
        """Go no further with it. Raises IllegalMove unless it is with marketing."""
        with self._changing("disqualified", by=by, reason=reason, note=note) as lead:
            lead._require(State.OPEN)
            lead._become(State.DISQUALIFIED, reason=Disqualified(reason))

    def reopen(self, *, by) -> None:
        """Back to open, `received_at` unchanged. For a disqualified or withdrawn lead; a lost one is reopened in sales."""
        with self._changing("reopened", by=by) as lead:
            if lead.state == State.OPEN:
                return
            lead._require(State.DISQUALIFIED, State.WITHDRAWN)
            lead._become(State.OPEN)
            Contact.objects.filter(pk=lead.contact_id).exclude(withdrawn_at=None).update(withdrawn_at=None)

    def edit(self, *, by, **changes) -> bool:
        """Set fields to new values, remembering the old ones. Nothing different: nothing is written. Returns whether it was.

        Raises LeadHasSales when the contact is taken away from a lead on which something was sold.
        """
        with transaction.atomic():
            lead = Lead.objects.select_for_update().get(pk=self.pk)
            if changes.get("contact") and changes["contact"].pk == lead.referred_by_id:
                changes = {"referred_by": None} | changes  # nobody sends themselves
            different = {name: value for name, value in changes.items() if getattr(lead, name) != value}
            if not different:
                return False
            before = {name: _plain(getattr(lead, name)) for name in different}
            contact_before = lead.contact
            for name, value in different.items():
                setattr(lead, name, value)
                setattr(self, name, value)
            lead.save(update_fields=list(different))
            hooks.lead_moved(lead, before=contact_before)
            after = {name: _plain(value) for name, value in different.items()}
            LeadChange.objects.create(lead=lead, verb="edited", by=by, before=before, after=after)
        return True

    def come_from(self, source: Source, *, by) -> bool:
        """Set another source; a campaign of the one before does not go with it. Returns whether anything was different."""
        kept = self.campaign if self.campaign and self.campaign.source_id == source.pk else None
        return self.edit(by=by, source=source, campaign=kept)

    def keep_warm(self, *, by, at=None) -> None:
        """Not ready yet, and not forgotten: marketing stays in touch. Warm already: nothing is written.

        Raises IllegalMove unless it is with marketing.
        """
        self._set_warm(at or timezone.now(), verb="kept_warm", by=by)

    def stop_keeping_warm(self, *, by) -> None:
        self._set_warm(None, verb="warm_no_more", by=by)

    def _set_warm(self, since, *, verb: str, by) -> None:
        with transaction.atomic():
            lead = Lead.objects.select_for_update(of=("self",)).get(pk=self.pk)
            lead._require(State.OPEN)
            if (lead.warm_since is None) != (since is None):
                Lead.objects.filter(pk=self.pk).update(warm_since=since)
                self.warm_since = since
                LeadChange.objects.create(lead=lead, verb=verb, by=by)

    def go_to_sales(self) -> None:
        """Handed over (`HandOff.make`), and not answered yet. Raises IllegalMove unless it is with marketing."""
        self._follow(State.HANDED_OVER, only_from=(State.OPEN,))

    def come_back(self) -> None:
        """Marketing's again: a hand-over was returned or taken back. Raises IllegalMove unless sales had it."""
        self._follow(State.OPEN, only_from=(State.HANDED_OVER, State.IN_SALES))

    def be_taken_on(self) -> None:
        """Sales works on it from now on. Raises IllegalMove when it was withdrawn."""
        self._follow(State.IN_SALES, only_from=ALL_BUT_WITHDRAWN)

    def follow_opportunities(self, state: str, *, closed_at: datetime | None = None) -> None:
        """With sales, won or lost, as its opportunities say (`sales.pipeline.recompute`). Already so: nothing is written."""
        if state not in SALES_STATES:
            raise IllegalMove(self)
        self._follow(state, closed_at=closed_at, only_from=tuple(State))

    def take_over_state(self, absorbed: "Lead") -> None:
        """What is known of the lead merged into this one, where that went further."""
        self._follow(State(absorbed.state), closed_at=absorbed.closed_at, only_from=tuple(State))

    def return_to(self, state: str, *, disqualified_for: str, closed_at: datetime | None, warm_since: datetime | None) -> bool:
        """What it was before a merger that is undone, unless somebody gave it another state since it was read. Returns whether it was."""
        values = {"disqualified_for": disqualified_for, "closed_at": closed_at, "warm_since": warm_since}
        return bool(Lead.objects.filter(pk=self.pk, state=self.state).update(state=state, **values))

    def _follow(self, state: str, *, only_from: tuple[str, ...], closed_at: datetime | None = None) -> None:
        """One statement, which waits for whoever changes the lead just now and judges it by what it is then. Who did it stands in
        the row of the deed (a hand-over, a move), and in the history with its request; the same once more is no history.
        """
        values = {"state": state, "closed_at": closed_at, "disqualified_for": "", "warm_since": None}
        if not Lead.objects.filter(pk=self.pk, state__in=only_from).update(**values):
            raise IllegalMove(self)
        for name, value in values.items():
            setattr(self, name, value)

    def _become(self, state: str, *, reason: str = "") -> None:
        self.state, self.disqualified_for = state, reason
        self.closed_at = None if state in OPEN_STATES else timezone.now()
        self.warm_since = None
        self.save(update_fields=["state", "disqualified_for", "closed_at", "warm_since"])

    def _require(self, *states: str) -> None:
        if self.state not in states or self.merged_into_id:
            raise IllegalMove(self)

    @contextmanager
    def _changing(self, verb: str, *, by, reason: str = "", note: str = ""):
        """Lock the lead, and when its state has changed by the end, write the row that says who did it and why."""
        with transaction.atomic():
            lead = Lead.objects.select_for_update(of=("self",)).get(pk=self.pk)
            was = lead.state
            yield lead
            if lead.state != was:
                told = {"before": {"state": was}, "after": {"state": lead.state}}
                LeadChange.objects.create(lead=lead, verb=verb, by=by, reason=reason, note=note, **told)
        self.state, self.disqualified_for, self.closed_at = lead.state, lead.disqualified_for, lead.closed_at


def _plain(value):
    """A field's value as JSON can hold it and a person can read it."""
    return value if value is None or isinstance(value, str | int) else str(value)
