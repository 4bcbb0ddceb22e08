"""Files of sales, as a kind of file."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from leads.imports.columns.field_words import WORDS, phrases_of
from leads.imports.fields import NAME_PARTS, OF_SALES
from leads.imports.kinds import Kind
from leads.imports.plan import Plan
from leads.imports.questions.new_names import Naming
from leads.imports.rows.drafts import Draft
from leads.models.source import name_key
from sales.imports.sales_file import undo
from sales.imports.sales_file.book import line_of
from sales.imports.sales_file.writing import Writer
from sales.models import Product, Sale

SALES = "sales"
OF_PEOPLE = ("name", *NAME_PARTS, "company", "phone", "email")
OWN_WORDS = {
    "external_id": "customer id|client id|contact id|lead id|account id|customer number|client number|customer no|kundennummer",
    "sold_at": (
        "date|sold|sold on|sale date|date sold|date of sale|order date|invoice date|paid on|payment date|transaction date|fecha"
        "|datum|date de vente|data|rechnungsdatum"
    ),
    "amount": "amount|total|sum|price|net|net amount|revenue|sale amount|order total|invoice total|betrag|importe|montant|valor|importo",
    "what": "what|description|item|items|details|what they bought|line description|memo|beschreibung|descripcion",
    "product": "product|product name|service|category|what we sell|article|sku|producto|produkt|produit|artikel",
    "invoice": "invoice|invoice number|invoice no|invoice id|bill number|receipt|receipt number|rechnung|rechnungsnummer|factura|facture",
    "line": "id|sale id|order id|order number|order no|line|line id|transaction id|reference|bestellnummer",
    "currency": WORDS["currency"],
    "refunded": "refunded|refund|refund amount|amount refunded|given back|returned amount|erstattet|reembolso",
    "refunded_at": "refunded on|refund date|date refunded",
}
BUYERS = "customer|client|buyer|sold to|bill to|billed to|kunde|kundin|cliente|acheteur"
"""Whoever is named so in a file of sales bought."""


def refuses(draft: Draft) -> str:
    """Why a row that can be read cannot go in."""
    if not (draft.external_id or draft.is_somebody):
        return _("Says nothing of who bought.")
    if draft.sold_at and timezone.localdate(draft.sold_at) > timezone.localdate():
        return _("Sold on a day that has not come yet.")
    if draft.amount == 0:
        return _("An amount of nothing: leave it empty where it is not known.")
    return ""


class Review:
    """How many sales of the rows are here: by the id of the sale, else by the invoice."""

    def __init__(self, plan: Plan):
        self.system = plan.system
        self.seen: set[str] = set()

    def __call__(self, drafts: list[Draft]) -> int:
        lines = {line_of(draft.line, system=self.system) for draft in drafts if draft.line} - self.seen
        invoices = {draft.invoice for draft in drafts if draft.invoice and not draft.line} - self.seen
        self.seen |= lines | invoices
        by_line = Sale.objects.filter(line__in=lines).count()
        return by_line + Sale.objects.filter(invoice__in=invoices).values("invoice").distinct().count()


PRODUCTS = Naming(
    _lazy("New on the list of what we sell"),
    lambda: list(Product.objects.in_use().values_list("name", flat=True)),
    lambda: {name_key(name) for name in Product.objects.values_list("name", flat=True)},
)
KIND = Kind(
    name=SALES,
    label=_lazy("Sales"),
    fields=("sold_at", "amount", "currency", *(name for name in OF_SALES if name != "sold_at"), "external_id", *OF_PEOPLE),
    phrases=phrases_of(OWN_WORDS | {name: WORDS[name] for name in OF_PEOPLE} | {"name": f"{WORDS['name']}|{BUYERS}"}),
    begin=Writer,
    review=Review,
    back=undo,
    refuses=refuses,
    known_by=("line", "invoice"),
    batch=50,
    joins=True,
)
