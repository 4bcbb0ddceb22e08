"""What the showroom sells and to whom again: products, refunds, services to be renewed, and what the trade spends a year."""

import random
import uuid
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from accounts.ids import uuid7
from accounts.models import Business, User
from accounts.roles import Role
from leads.models import Channel, Contact, HowKnown, Lead, Source, State
from sales.models import Opportunity, Product, Refund, Sale, Stage, StageChange

KITCHEN, WORKTOP, SERVICE = "Fitted kitchen", "Worktop", "Yearly service"
RENEWED_AFTER = 12
SERVICES = 14
"""How many have the appliances looked after."""
REGULARS = (("Landlord", 40, 55_000), ("Landlord", 70, 42_000), ("Builder", 35, 90_000), ("Builder", 50, 64_000), ("Builder", 30, 38_000))
"""Type of client, days between two worktops, and what they spend a year."""
BOUGHT = 4
REFUNDS = ((Decimal(180), "A door came scratched"), (Decimal(95), "Fitted two days late"), (Decimal(240), "Wrong handles sent"))


def fill(rng: random.Random, *, business: Business, today: date) -> None:
    """Comes last, so that it changes nothing of what was drawn before."""
    kitchen, worktop = Product.add(KITCHEN), Product.add(WORKTOP)
    service = Product.add(SERVICE, renewal_months=RENEWED_AFTER)
    Sale.objects.filter(product=None).update(product=kitchen)
    seller = User.objects.with_role(Role.SALES).order_by("pk").first()
    clients = list(Contact.objects.clients().filter(client_since__isnull=False).order_by("client_since", "pk"))
    regulars, rest = clients[: len(REGULARS)], clients[len(REGULARS) :]
    for contact, (client_type, gap, spend) in zip(regulars, REGULARS, strict=False):
        contact.client_type, contact.yearly_spend = client_type, spend
        contact.save(update_fields=["client_type", "yearly_spend"])
        last = today - timedelta(days=gap * 2 + rng.randint(1, gap))
        for n in reversed(range(BOUGHT)):
            _sell(rng, contact, worktop, last - timedelta(days=gap * n), amount=rng.randrange(900, 2600, 50), by=seller, business=business)
    for contact in rest[:SERVICES]:
        day = today - timedelta(days=rng.randint(340, 400))
        _sell(rng, contact, service, day, amount=190, by=seller, business=business)
    _give_back(seller, today=today)


def _sell(rng: random.Random, contact: Contact, product: Product, day: date, *, amount: int, by: User, business: Business) -> None:
    """A repeat sale, as `sales.pipeline.closing.sell_again` writes it, with ids of the same chance; never before the first."""
    at = max(datetime.combine(day, time(11), tzinfo=business.zone), contact.client_since + timedelta(days=1))
    won, first = Stage.objects.the(Stage.Kind.WON), Stage.objects.first_open()
    ids = [uuid7(milliseconds=int(at.timestamp() * 1000), bits=rng.getrandbits) for _each in range(3)]
    lead = Lead.objects.create(
        id=ids[0],
        key=uuid.UUID(int=rng.getrandbits(128), version=4),
        contact=contact,
        source=Source.objects.get(kind=Source.Kind.OWN_CLIENTS),
        channel=Channel.OUTBOUND,
        how_known=HowKnown.TRACKED,
        received_at=at,
        logged_at=at,
        logged_by=by,
        interest=product.name,
        state=State.WON,
        closed_at=at,
    )
    moments = {"stage_since": at, "closed_at": at, "made_at": at}
    opportunity = Opportunity.objects.create(id=ids[1], lead=lead, stage=won, owner=by, value=amount, **moments)
    for before, after in ((None, first), (first, won)):
        StageChange.objects.create(opportunity=opportunity, from_stage=before, to_stage=after, at=at, by=by)
    sold = {"amount": Decimal(amount), "sold_at": at, "what": product.name, "by": by, "made_at": at}
    Sale.objects.create(id=ids[2], opportunity=opportunity, contact=contact, product=product, **sold)


def _give_back(seller: User, *, today: date) -> None:
    """On the latest sales large enough for it."""
    sales = Sale.objects.standing().filter(amount__gte=1000).order_by("-sold_at", "pk")
    for sale, (amount, reason) in zip(sales, REFUNDS, strict=False):
        Refund.make(sale, by=seller, amount=amount, on=today, reason=reason)
