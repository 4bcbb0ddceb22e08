import pghistory
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models.money import MoneyField
from accounts.regions import country_name
from leads import hooks
from leads.letters import sort_key
from leads.models.erased_key import ErasedKey
from leads.phones import Phone
from leads.search import names, texts, ways
from leads.search.names import ENDS, INITIALS, NAMES

ADDRESS = ("street", "postcode", "town", "region", "country")
"""A postal address, one a contact. It is taken over as a whole: no street of one address with the town of another."""


class ContactQuerySet(models.QuerySet):
    def current(self):
        """Those not merged into another, and not taken back with a file."""
        return self.filter(merged_into=None, withdrawn_at=None)

    def clients(self):
        return self.current().filter(client_lead__isnull=False)

    def client_types(self) -> list[str]:
        """The types to offer while typing: those on the list, and words in use, so that one type keeps one spelling."""
        from leads.models.client_type import ClientType  # it stands above contacts

        known = dict(ClientType.objects.values_list("name", "retired_at"))
        used = self.exclude(client_type="").values_list("client_type", flat=True).distinct().order_by("client_type")[:200]
        return sorted({name for name in (*known, *used) if known.get(name) is None}, key=str.casefold)

    def reached_by(self, *, phones: list[Phone] = (), emails: list[str] = ()):
        """Those who own one of these numbers (same extension) or addresses. An index lookup each."""
        match = Q(pk__in=[])
        for phone in phones:
            if phone.e164:
                match |= Q(phones__e164=phone.e164, phones__extension=phone.extension)
        addresses = [email.strip().lower() for email in emails if email.strip()]
        if addresses:
            match |= Q(emails__key__in=addresses)
        return self.current().filter(match).distinct().order_by("pk")

    def search(self, text: str, *, country: str):
        """By name, company, initials, e-mail, phone in any spelling, or what apps above know them by; a letter may be wrong."""
        return self.filter(pk__in=Contact.objects.ids_of(text, country=country)) if text.strip() else self

    def ids_of(self, text: str, *, country: str):
        """The ids of those a search finds, as a subquery: look-ups in an index each, put together.

        One OR over the tables would read all of them.
        """
        first, *others = self.searches_of(text, country=country)
        return first.union(*others)

    def searches_of(self, text: str, *, country: str) -> list:
        """A queryset of ids for each way to find somebody that may find them: by name, initials, a name with a slip of the hand where
        nobody's is as typed, e-mail, phone, notes about them, and those of `hooks.contact_searches`. At least one."""
        contacts, text = self.order_by(), text[: names.LONGEST]
        named, called_so = contacts.alias(names=NAMES), names.by_name(text)
        conditions = (
            (named, called_so),
            (contacts.alias(initials=INITIALS, ends=ENDS), names.by_initials(text)),
            (named, names.by_near_name(text, unless=lambda: models.Exists(named.filter(called_so).current()))),
            (ContactEmail.objects.order_by(), ways.by_email(text)),
            (ContactPhone.objects.order_by(), ways.by_phone(text, country=country)),
        )
        likely = [queryset.filter(match) for queryset, match in conditions if match != names.NOBODY]
        searches = [queryset.values("pk" if queryset.model is self.model else "contact") for queryset in likely]
        higher = [texts.OF_CONTACT.holding(text).values("pk"), *(search(text) for search in hooks.contact_searches)]
        return [*searches, *(queryset for queryset in higher if not queryset.query.is_empty())] or [contacts.none().values("pk")]


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class Contact(models.Model):
    """A person or a firm we know how to reach.

    `client_lead` is the lead that first won them (None: not a client), `client_since` when (None: not known). Both are
    written by sales, and recomputed on every win, reversal and merge.
    """

    name = models.CharField(_("name"), max_length=200, blank=True)
    sort_name = models.CharField(max_length=200, blank=True, editable=False)
    company = models.CharField(_("company"), max_length=200, blank=True)
    company_key = models.CharField(max_length=200, blank=True, editable=False)
    client_type = models.CharField(_("client type"), max_length=80, blank=True)
    yearly_spend = MoneyField(_("what they spend a year"), null=True, blank=True, validators=[MinValueValidator(0)])
    about = models.TextField(_("notes about them"), blank=True, db_default="")
    street = models.CharField(_("street"), max_length=200, blank=True, db_default="")
    postcode = models.CharField(_("postcode"), max_length=20, blank=True, db_default="")
    town = models.CharField(_("town"), max_length=120, blank=True, db_default="")
    region = models.CharField(_("state or region"), max_length=80, blank=True, db_default="")
    country = models.CharField(
        _("country"), max_length=80, blank=True, db_default="", help_text="Two letters (ISO 3166-1), or what was written if it is none."
    )
    client_since = models.DateTimeField(null=True, blank=True, editable=False)
    client_lead = models.OneToOneField(
        "leads.Lead", null=True, blank=True, on_delete=models.SET_NULL, related_name="client", editable=False
    )
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False)
    withdrawn_at = models.DateTimeField(null=True, editable=False, help_text="Taken back with the file they came in.")
    erased_at = models.DateTimeField(null=True, editable=False, help_text="Since then nothing says who it was.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        indexes = [
            GinIndex(OpClass(NAMES, "gin_trgm_ops"), name="contact_names_trigrams"),
            models.Index(fields=["sort_name"], name="contact_by_name"),
            models.Index(fields=["company_key"], name="contact_by_company"),
            models.Index(INITIALS, models.F("id").desc(), name="contact_by_initials"),
            models.Index(ENDS, models.F("id").desc(), name="contact_by_first_and_last"),
            GinIndex(texts.OF_CONTACT.words, name="words_about_contacts", condition=~texts.OF_CONTACT.is_empty),
        ]

    def __str__(self) -> str:
        return self.name or self.company or str(_("Erased person") if self.erased_at else _("No name"))

    @classmethod
    @transaction.atomic
    def make(
        cls,
        *,
        name: str = "",
        company: str = "",
        client_type: str = "",
        phones: list[Phone] = (),
        emails: list[str] = (),
        **address: str,
    ) -> "Contact":
        """`address`: any of ADDRESS."""
        contact = cls(client_type=client_type, **address)
        contact.call(name=name, company=company)
        contact.save()
        contact.add_ways(phones=phones, emails=emails)
        return contact

    def call(self, *, name: str | None = None, company: str | None = None) -> None:
        """Set the names with the keys they are found by. Does not save."""
        if name is not None:
            self.name, self.sort_name = name, sort_key(name)
        if company is not None:
            self.company, self.company_key = company, sort_key(company)

    def add_ways(self, *, phones: list[Phone] = (), emails: list[str] = ()) -> None:
        """Add numbers and addresses this contact does not have yet; the others are left as they are."""
        ErasedKey.come_back(emails=[email.strip().lower() for email in emails], phones=[phone.e164 for phone in phones])
        for phone in phones:
            if phone.as_typed:
                ContactPhone.objects.get_or_create(
                    contact=self,
                    e164=phone.e164,
                    extension=phone.extension,
                    digits=phone.digits,
                    defaults={"as_typed": phone.as_typed},
                )
        for email in emails:
            if email.strip():
                ContactEmail.objects.get_or_create(contact=self, key=email.strip().lower(), defaults={"address": email.strip()})

    @property
    def has_address(self) -> bool:
        return any(getattr(self, name) for name in ADDRESS)

    @property
    def address_lines(self) -> list[str]:
        """As it may stand on a page: the street, postcode and town, the region, the country by its name."""
        place = " ".join(filter(None, (self.postcode, self.town)))
        return [line for line in (self.street, place, self.region, country_name(self.country)) if line]

    @property
    def is_current(self) -> bool:
        return self.merged_into_id is None and self.withdrawn_at is None

    @property
    def is_client(self) -> bool:
        return self.client_lead_id is not None

    @property
    def main_phone(self) -> "ContactPhone | None":
        return next(iter(self.phones.all()), None)

    @property
    def main_email(self) -> "ContactEmail | None":
        return next(iter(self.emails.all()), None)


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class ContactPhone(models.Model):
    """A number: in E.164 where it could be parsed, always as it was typed."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="phones")
    e164 = models.CharField(max_length=16, blank=True, db_index=True)
    extension = models.CharField(max_length=20, blank=True)
    as_typed = models.CharField(max_length=60)
    digits = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("pk",)
        indexes = [GinIndex(OpClass("digits", "gin_trgm_ops"), name="phone_digits_trigrams")]

    def __str__(self) -> str:
        return self.e164 or self.as_typed

    @property
    def for_files(self) -> str:
        """E.164 and its extension, `+441134960142 x5`; as it was typed where it could not be parsed."""
        return f"{self.e164} x{self.extension}" if self.e164 and self.extension else str(self)


@pghistory.track(
    pghistory.InsertEvent(level=pghistory.Statement),
    pghistory.UpdateEvent(level=pghistory.Statement),
    pghistory.DeleteEvent(level=pghistory.Statement),
)
class ContactEmail(models.Model):
    """An address as typed, and in lower case to find it by."""

    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="emails")
    address = models.CharField(max_length=254)
    key = models.CharField(max_length=254, db_index=True)

    class Meta:
        ordering = ("pk",)
        indexes = [GinIndex(OpClass("key", "gin_trgm_ops"), name="email_trigrams")]

    def __str__(self) -> str:
        return self.address
