"""Write a batch of sales: new ones won at once, known ones set right through the verbs."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leads.imports.rows.batches import CREATED, SKIPPED, UPDATED
from leads.imports.rows.drafts import Draft
from leads.models import Contact, ImportedLead
from leads.models.source import name_key, tidy_name
from sales.imports.sales_file.book import Book, Invoices
from sales.imports.sales_file.enquiries import place_of
from sales.imports.sales_file.people import People
from sales.imports.sales_file.undo import bring_again
from sales.models import Product, Refund, Sale, entering
from sales.pipeline.closing import correct, win

PLAIN = ("amount", "what", "invoice")


class Writer:
    """One a run."""

    def __init__(self, table, plan, *, by, file=None):
        self.by, self.file, self.system = by, file, plan.system
        self.book = Book(Invoices(table, plan.headers_of("invoice")), system=plan.system)
        self.forget()

    def forget(self) -> None:
        """After a transaction failed: what was remembered may have been undone."""
        self.again: set[UUID] = set()
        self.people = People(system=self.system)
        self.book.forget()
        self.products = {name_key(product.name): product for product in Product.objects.order_by("-retired_at", "-position")}

    def pass_over(self, draft: Draft) -> None:
        """Rows of an invoice that are alike are counted."""
        self.book.line(draft)

    @transaction.atomic
    @entering.quietly()
    def write(self, drafts: list[Draft]) -> list[tuple[Draft, str]]:
        self.again = bring_again(map(self.book.line, drafts), file=self.file, by=self.by)
        self.book.load(drafts)
        self.people.load(drafts)
        return [(draft, self._one(draft)) for draft in drafts]

    def _one(self, draft: Draft) -> str:
        sale = self.book.find(draft)
        if sale:
            return self._known(sale, draft)
        contact = self.people.find(draft)
        sale = self.book.by_hand(draft, contact) if contact else None
        return self._known(sale, draft) if sale else self._new(draft, contact or self.people.make(draft))

    def _new(self, draft: Draft, contact: Contact) -> str:
        self.people.keep(draft, contact)
        place = place_of(contact, at=draft.sold_at, by=self.by, external_id=draft.external_id, system=self.system)
        draft.warnings += [place.said] if place.said else []
        details = {"product": self._product(draft.product), "invoice": draft.invoice, "line": self.book.line(draft)}
        sale = win(place.opportunity, by=self.by, amount=draft.amount, at=draft.sold_at, what=draft.what or None, gated=False, **details)
        contact.refresh_from_db(fields=["client_lead", "client_since"])
        self._give_back(sale, draft)
        if self.file and place.made_lead:
            ImportedLead.objects.create(file=self.file, lead=place.opportunity.lead)
        self.book.keep(sale)
        return CREATED

    def _known(self, sale: Sale, draft: Draft) -> str:
        """Only what the row fills changes. What was reversed here stays so."""
        if sale.reversed_at:
            draft.warnings.append(_("This sale was reversed here; the row changes nothing."))
            return SKIPPED
        changes = {name: getattr(draft, name) for name in PLAIN if name in draft.given}
        if "product" in draft.given:
            changes["product"] = self._product(draft.product)
        if sale.refunded and changes.get("amount", sale.refunded) < sale.refunded:
            raise ValidationError(_("More than that was given back on this sale here."))
        if "sold_at" in draft.given and not (sale.sold_at and timezone.localdate(sale.sold_at) == timezone.localdate(draft.sold_at)):
            changes["at"] = draft.sold_at
        changes = {name: value for name, value in changes.items() if name == "at" or getattr(sale, name) != value}
        changed = bool(changes) and correct(sale, by=self.by, **changes)
        changed = self._give_back(sale, draft) or changed
        if not sale.line:
            Sale.objects.filter(pk=sale.pk).update(line=self.book.line(draft))
            sale.line = self.book.line(draft)
        self.book.keep(sale)
        return UPDATED if changed or sale.opportunity.lead_id in self.again else SKIPPED

    def _give_back(self, sale: Sale, draft: Draft) -> bool:
        """`refunded` is all that was given back so far: what is missing here is given back now. Returns whether any was."""
        if draft.refunded is None or draft.refunded == sale.refunded:
            return False
        if draft.refunded < sale.refunded:
            draft.warnings.append(_("Less was given back than here. Undo a refund on the client's page if that is so."))
            return False
        if sale.amount is None or draft.refunded > sale.amount:
            raise ValidationError(_("More was given back than the sale brought, or that is not known."))
        day = draft.refunded_at or sale.sold_at
        reason = _("From a file") if draft.refunded_at else _("From a file that does not say when")
        on = timezone.localdate(day) if day else timezone.localdate()
        Refund.make(sale, by=self.by, amount=draft.refunded - sale.refunded, on=on, reason=reason)
        sale.refunded = draft.refunded
        return True

    def _product(self, name: str) -> Product | None:
        if not name:
            return None
        key = name_key(name)
        if key not in self.products:
            self.products[key] = Product.add(tidy_name(name))
        return self.products[key]
