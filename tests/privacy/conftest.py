"""A person of whom everything that can be written down is written down, with a word in it that stands nowhere else."""

import uuid
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, models
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from leads import mail
from leads.models import (
    Activity,
    Contact,
    FileContent,
    Import,
    ImportChunk,
    IncomingMail,
    Lead,
    MailAddress,
    MailFile,
    Merger,
    Message,
    PassedMail,
    Touch,
)
from leads.phones import parse_phone
from leads.privacy.held import Person, everything
from sales.hand_off.transfer import accept, hand_over
from sales.models import NotNow, Refund, Sale
from sales.pipeline.closing import win
from sales.tests.conftest import make_lead, make_opportunity

__all__ = ["make_lead", "make_opportunity"]
WORD = "quillfeather"
EMAIL, NUMBER = "una@quillfeather.example", "+441134960142"


def tables_with(word: str) -> list[str]:
    """Every table of the database in which it stands, in any column."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return [name for name in names if _holds(cursor, name, word) or _holds(cursor, name, word.encode().hex())]


def _holds(cursor, table: str, word: str) -> bool:
    query = SQL("SELECT 1 FROM {} t WHERE strpos(lower(t::text), %s) > 0 LIMIT 1").format(Identifier(table))
    cursor.execute(query.as_string(cursor.connection), [word])
    return cursor.fetchone() is not None


@dataclass(frozen=True)
class Una:
    contact: Contact
    lead: Lead
    file: Import


@pytest.fixture
def una(business, sources, stages, cast) -> Una:
    """Won long ago, bought, got something back, wrote, was written to, and stood in a file."""
    contact = Contact.make(name="Una Quillfeather", company="Quillfeather Ltd", phones=[parse_phone(NUMBER, country="GB")], emails=[EMAIL])
    lead = Lead.objects.create(contact=contact, source=sources["Leaflet"], channel="phone", received_at=timezone.now() - timedelta(days=9))
    lead.edit(by=cast.staff, interest="A bench for Quillfeather", notes="Quillfeather again")
    Activity.log(lead, by=cast.staff, kind="call", text="Quillfeather rang")
    Activity.plan(lead, by=cast.staff, on=timezone.localdate(), text="Ring Quillfeather")
    Touch.objects.create(lead=lead, channel="phone", at=timezone.now(), text="Quillfeather rang")
    opportunity = accept(hand_over(lead, by=cast.staff, note="Mind Quillfeather"), by=cast.sales)
    sale = win(opportunity, by=cast.sales, amount=Decimal(500))
    Refund.make(sale, by=cast.sales, amount=Decimal(20), on=timezone.localdate(), reason="Quillfeather complained")
    NotNow.ask_again(contact, kind="quiet", product=None, on=timezone.localdate(), by=cast.sales)
    write_mail(lead, cast)
    other = Contact.make(name="U. Quillfeather")
    Merger.objects.create(contact=other, into_contact=contact, snapshot={"name": "Quillfeather"})
    Contact.objects.filter(pk=other.pk).update(merged_into=contact)
    file = make_import()
    fill(Person(contact))
    contact.refresh_from_db()
    return Una(contact, lead, file)


def write_mail(lead: Lead, cast) -> None:
    MailAddress.locked(EMAIL)
    mail.queue(lead, by=cast.sales, subject="To Quillfeather", text="Dear Quillfeather", key=uuid.uuid4())
    message = Message.objects.create(
        lead=lead, direction="in", status="received", address=EMAIL, message_id="<a@quillfeather.example>", text="From Quillfeather"
    )
    content = FileContent.objects.create(digest="d", data=b"A plan by quillfeather")
    MailFile.objects.create(message=message, content=content, name="quillfeather.txt", kind="text/plain", size=4)
    about = {"sender": EMAIL, "subject": "Quillfeather asks", "fingerprint": "f"}
    IncomingMail.objects.create(uid_validity=1, uid=1, outcome="lead", message=message, **about)
    passed = IncomingMail.objects.create(uid_validity=1, uid=2, outcome="ignored", **about | {"fingerprint": "g"})
    PassedMail.objects.create(incoming=passed, name="Quillfeather", text="Quillfeather")


def make_import() -> Import:
    remarks = {"warnings": [{"row": 2, "reason": f"shares {NUMBER} with Una Quillfeather"}, {"row": 3, "reason": "no day"}]}
    file = Import.objects.create(name="leads.csv", size=1, rows=3, state=Import.State.DONE, summary=remarks)
    rows = f"Name,Mail,Row,Reason\r\nUna,{EMAIL},2,no day\r\nBen,ben@ash.example,3,no day\r\n"
    ImportChunk.objects.create(file=file, part=ImportChunk.Part.BAD_ROWS, number=0, data=rows.encode())
    return file


def fill(person: Person) -> None:
    """Whatever can hold words of them does, also where no verb of these tests writes any."""
    for each, rows in everything(person):
        if each.of_email:
            continue  # by these they are found
        texts = [field for field in each.model._meta.local_fields if type(field) in (models.CharField, models.TextField)]
        wanted = [field for field in texts if field.name in (each.emptied or {}) and not field.choices and field.name != "country"]
        for number, row in enumerate(rows):
            for field in wanted:
                value = f"{WORD}{number}"[: field.max_length or 100]
                each.model.objects.filter(pk=row.pk).update(**{field.name: value})


@pytest.fixture
def sold(una) -> Sale:
    return Sale.objects.get(contact=una.contact)
