"""A whole business to look round in: `fill()` makes it, `wipe()` takes everything away again.

The same seed on the same day makes the same business, and `trade.SOURCES` holds the truth its numbers are drawn from.
"""

import hashlib
import hmac
import random
from datetime import date, datetime, time

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from accounts.models import Business, User
from leads.models import Campaign, Contact, Import, Lead, Source
from leads.privacy.history import erase_history
from leadtrack.database import roles
from leadtrack.sample import buying, following, hand_off, playbook, trade
from leadtrack.sample.board import save_views
from leadtrack.sample.letters import write_letters
from leadtrack.sample.noting import note
from leadtrack.sample.referring import name_senders
from leadtrack.sample.sequences import write_sequences
from leadtrack.sample.story import stories
from leadtrack.sample.touching import touch_again
from leadtrack.sample.writing import Writer, write_spend
from sales.models import LostReason, Sale, Stage

SEED = 2026
KEPT = {"contenttypes", "auth"}
"""Apps whose rows migrations wrote, which are no business's."""


class NotEmpty(Exception):
    """There is a business here already; a sample never mixes with it."""


@transaction.atomic
def fill(*, seed: int = SEED, today: date | None = None, now: time | None = None) -> dict[str, int]:
    """Make the sample business, people included. Returns how many rows of each kind. Raises NotEmpty."""
    if Business.objects.filter(set_up_at__isnull=False).exists() or User.objects.exists():
        raise NotEmpty
    rng = random.Random(seed)
    business = _business()
    today, now = today or business.today(), now or timezone.now().astimezone(business.zone).time()
    _people()
    _sources()
    _stages()
    counts = Writer(rng, business=business, today=today).write(stories(rng, today=today, now=now))
    write_spend(rng, today=today)
    hand_off.arrange(rng, business=business, now=datetime.combine(today, now, tzinfo=business.zone))
    playbook.fill(seed, business=business, today=today)
    following.add(rng, business=business, today=today, now=now)
    save_views()
    write_letters(random.Random(seed), business=business)  # a source of chance of its own, so that the numbers stay what they were
    write_sequences()
    name_senders(business=business)
    touch_again(random.Random(seed + 2), now=datetime.combine(today, now, tzinfo=business.zone))
    buying.fill(random.Random(seed + 1), business=business, today=today)
    note(today=today)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # the first pages need not wait until PostgreSQL does it by itself
    return dict(counts)


def what_goes() -> dict[str, int]:
    """How much there is that a wipe takes away, of what people know by name. A count each."""
    return {
        "leads": Lead.objects.count(),
        "sales": Sale.objects.count(),
        "people": User.objects.count(),
        "imports": Import.objects.count(),
    }


@transaction.atomic
def wipe() -> None:
    """Delete every row of the business, its people and sessions, and take its contacts out of history. Raises NotEmpty when it is none.

    What history says of settings stays, as of any business. No number is given out again, so that nothing later is taken for this.
    """
    if not Business.current().is_sample:
        raise NotEmpty
    contacts = Contact.pgh_event_model.objects.order_by().values_list("pgh_obj_id", flat=True).distinct()
    kept = {*roles.history_tables(), *(model._meta.db_table for model in apps.get_models() if model._meta.app_label in KEPT)}
    tables = [name for name in connection.introspection.django_table_names(only_existing=True) if name not in kept]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # whichever order they come in
        for name in tables:
            cursor.execute(SQL("DELETE FROM {}").format(Identifier(name)).as_string(cursor.connection))
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    erase_history(contacts, by=None, reason="sample")


def password(email: str) -> str:
    """The sample's password of a person: different on every installation, the same on every start of one."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"sample:{email}".encode(), hashlib.sha256).hexdigest()
    return f"demo-{digest[:10]}"


def sign_ins() -> list[tuple[str, str, str]]:
    """Role, e-mail and password of one person a role."""
    seen: dict[str, tuple[str, str, str]] = {}
    for person in trade.PEOPLE:
        seen.setdefault(person.roles[0], (str(person.roles[0].label), person.email, password(person.email)))
    return list(seen.values())


def _business() -> Business:
    business = Business.objects.first() or Business()
    business.name, business.country, business.time_zone, business.currency = trade.NAME, "GB", "Europe/London", "GBP"
    business.within_days, business.is_sample, business.set_up_at, business.setup_token = 60, True, timezone.now(), ""
    business.save()
    return business


def _people() -> None:
    for person in trade.PEOPLE:
        User.objects.create_user(person.email, password(person.email), name=person.name, roles=person.roles)


def _sources() -> None:
    for truth in trade.SOURCES:
        source = Source.add(truth.name, kind=truth.kind)
        if truth.campaign:
            Campaign.objects.create(name=truth.campaign, source=source)
    Source.add(trade.OWN_CLIENTS, kind=Source.Kind.OWN_CLIENTS)


def _stages() -> None:
    Stage.objects.all().delete()
    LostReason.objects.all().delete()
    for position, stage in enumerate(trade.STAGES, 1):
        Stage.objects.create(name=stage.name, promise=stage.promise, promise_days=stage.promise_days, position=position)
    Stage.objects.create(name="Won", kind=Stage.Kind.WON, promise=trade.WON_PROMISE, position=len(trade.STAGES) + 1)
    Stage.objects.create(name="Lost", kind=Stage.Kind.LOST, position=len(trade.STAGES) + 2)
    for position, name in enumerate(trade.LOST_REASONS, 1):
        LostReason.objects.create(name=name, position=position)
