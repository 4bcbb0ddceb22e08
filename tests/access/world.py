"""A small business with one of everything, so that every URL that names an object has one, and somebody else's, to name."""

import io
import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import Absence, Business, CalendarFeed, Holiday, Invitation, User
from accounts.testing import Cast, make_business, make_cast
from leads.builtins import ensure_sources
from leads.capture import paper_sheets
from leads.imports.plan import Plan
from leads.mail.inbound.file_store import keep_files
from leads.mail.parsing.files import SentFile
from leads.merging.mergers import Choice, merge_leads
from leads.models import (
    Activity,
    Campaign,
    Channel,
    ClientType,
    Contact,
    HandOff,
    IncomingMail,
    Lead,
    MailFile,
    Merger,
    Message,
    PaperSheet,
    PassedMail,
    Source,
)
from leads.models.importing import Import
from reports.models import Annotation, Likeness, SavedReport
from sales.builtins import ensure_stages
from sales.hand_off.transfer import open_opportunity
from sales.models import (
    Bulk,
    LostReason,
    MessageTemplate,
    NotNow,
    Opportunity,
    Product,
    Refund,
    Sale,
    SavedView,
    Sequence,
    SequenceRun,
    SequenceStep,
    Stage,
)
from sales.pipeline.closing import win
from sales.sequences.enrolling import begin

SETUP_TOKEN = "the-token-of-the-first-start"


@dataclass(frozen=True)
class World:
    """What is in lists of two belongs to the salesperson first and to the person with every role second."""

    cast: Cast
    business: Business
    setup_token: str
    people: list[User]
    invitations: list[Invitation]
    links: list[str]
    sources: list[Source]
    campaigns: list[Campaign]
    leads: list[Lead]
    activities: list[Activity]
    sheets: list[PaperSheet]
    hand_offs: list[HandOff]
    opportunities: list[Opportunity]
    moved: list[Opportunity]
    clients: list[Contact]
    refunds: list[Refund]
    products: list[Product]
    client_types: list[ClientType]
    sales: list[Sale]
    stages: list[Stage]
    lost_reasons: list[LostReason]
    imports: list[Import]
    messages: list[Message]
    passed_mails: list[PassedMail]
    questions: list[Message]
    mail_files: list[MailFile]
    feed: CalendarFeed
    saved_views: list[SavedView]
    not_nows: list[NotNow]
    bulks: list[Bulk]
    holidays: list[Holiday]
    absences: list[Absence]
    sequences: list[Sequence]
    sequence_steps: list[SequenceStep]
    templates: list[MessageTemplate]
    runs: list[SequenceRun]
    likenesses: list[Likeness]
    merged: list[Merger]
    dates: list[Annotation]
    saved_reports: list[SavedReport]


def make_world() -> World:
    business = make_business(setup_token=SETUP_TOKEN)
    cast = make_cast()
    for person in vars(cast).values():
        person.set_password("three words suffice")
        person.save()
    ensure_sources()
    ensure_stages()
    source = Source.add("Leaflet")
    owners = (cast.sales, cast.everything)
    leads = [_lead(source, by=owner) for owner in owners]
    won = [_won(source, by=owner) for owner in owners]
    opportunities = [open_opportunity(_lead(source, by=owner), by=owner, owner=owner) for owner in owners]
    sequence = _sequence(by=cast.owner)
    invitations = [Invitation.make(by=cast.owner, name="Nia", roles=["staff"]), Invitation.make(by=cast.owner, for_user=cast.staff)]
    return World(
        cast=cast,
        business=business,
        setup_token=SETUP_TOKEN,
        people=[cast.staff, cast.everything, cast.stranger],
        invitations=invitations,
        links=[invitation.token for invitation in invitations],
        sources=[source],
        campaigns=[Campaign.objects.create(name="Spring", source=source)],
        leads=leads,
        activities=[Activity.plan(lead, by=lead.logged_by, on=business.today(), for_user=lead.logged_by) for lead in leads],
        sheets=[paper_sheets.enter(key=uuid.uuid4(), day=business.today(), counts=[(source.pk, Channel.PHONE, 2)], by=cast.staff)],
        hand_offs=[HandOff.make(_lead(source, by=cast.staff), by=cast.staff, to=owner) for owner in owners],
        opportunities=opportunities,
        moved=[_moved(source, by=owner) for owner in owners],
        clients=[sale.contact for sale in won],
        sales=won,
        refunds=[Refund.make(_won(source, by=owner, amount=100), by=owner, amount=40, on=business.today(), reason="x") for owner in owners],
        products=[Product.add("Bench")],
        client_types=[ClientType.add("Landlord")],
        stages=[Stage.objects.first_open()],
        lost_reasons=[LostReason.objects.first()],
        messages=[_message(lead, by=lead.logged_by) for lead in leads],
        passed_mails=[_passed_mail(uid) for uid in (1, 2)],
        questions=[_question()],
        mail_files=[_mail_file(lead) for lead in leads],
        imports=[_import(business, by=by) for by in (cast.admin, cast.owner)],
        feed=CalendarFeed.renew(cast.sales),
        not_nows=[NotNow.ask_again(sale.contact, kind="quiet", product=None, on=business.today(), by=sale.by) for sale in won],
        saved_views=[SavedView.add("Stuck", by=owner, query="stuck=yes", shared=True) for owner in owners],
        bulks=[Bulk.objects.create(kind=Bulk.Kind.MOVE, by=owner) for owner in owners],
        holidays=[Holiday.objects.create(day=business.today(), name="Fair")],
        absences=[Absence.enter(owner, by=cast.admin, first_day=business.today()) for owner in owners],
        sequences=[sequence],
        sequence_steps=list(sequence.steps.all()),
        templates=[sequence.steps.get().template],
        runs=[begin(sequence, each.lead, opportunity=each) for each in opportunities],
        likenesses=[Likeness.dismiss(*(lead.contact for lead in leads), by=cast.owner)],
        merged=[_merged(source, by=owner) for owner in owners],
        dates=[Annotation.add("New sign", first_day=business.today(), by=cast.owner)],
        saved_reports=[SavedReport.add("Sources", by=owner, page="report_sources", shared=True) for owner in owners],
    )


def _lead(source: Source, *, by: User) -> Lead:
    contact = Contact.make(name=f"Maria of {by.name}")
    received_at = timezone.now() - timedelta(days=2)
    return Lead.objects.create(contact=contact, source=source, channel=Channel.PHONE, received_at=received_at, logged_by=by)


def _merged(source: Source, *, by: User) -> Merger:
    kept, absorbed = (_lead(source, by=by) for _number in range(2))
    return merge_leads(absorbed, into=kept, by=by, people=Choice())


def _won(source: Source, *, by: User, amount=None) -> Sale:
    return win(open_opportunity(_lead(source, by=by), by=by, owner=by), by=by, amount=amount)


def _moved(source: Source, *, by: User) -> Opportunity:
    opportunity = open_opportunity(_lead(source, by=by), by=by, owner=by)
    opportunity.move_to(Stage.objects.open()[1], by=by)
    return opportunity


def _mail_file(lead: Lead) -> MailFile:
    message = Message.objects.create(lead=lead, direction="in", status="received", address="maria@example.com", message_id=f"<{lead.pk}@f>")
    keep_files(message, [SentFile("plan.pdf", "application/pdf", 4, b"%PDF")])
    return message.files.get()


def _passed_mail(uid: int) -> PassedMail:
    values = {"sender": f"nora{uid}@example.org", "subject": "A table", "outcome": "ignored", "reason": "A newsletter."}
    row = IncomingMail.objects.create(uid_validity=1, uid=uid, fingerprint=str(uid), **values)
    return PassedMail.objects.create(incoming=row, name="Nora", text="Do you make them?", message_id=f"<{uid}@example.org>")


def _message(lead: Lead, *, by: User) -> Message:
    values = {"direction": "out", "status": "uncertain", "address": "maria@example.com", "subject": "Your bench", "text": "It is ready."}
    return Message.objects.create(lead=lead, contact=lead.contact, by=by, message_id=f"<{lead.pk}@example.com>", **values)


def _question() -> Message:
    values = {"direction": "in", "nature": "forwarded", "status": "received", "address": "tom@example.com", "message_id": "<f@example.com>"}
    message = Message.objects.create(**values, subject="Chairs", text="For 40?", text_fields={"name": "Petra"})
    IncomingMail.objects.create(uid_validity=1, uid=9, fingerprint="9", outcome="question", message=message)
    return message


def _sequence(*, by: User) -> Sequence:
    sequence = Sequence.add("After a call", stage=Stage.objects.first_open())
    sequence.add_step(wait=2, template=MessageTemplate.add("Hello", subject="Hello", text="Hello {first name}"))
    sequence.approve(by=by, seen=sequence.as_seen)
    return sequence


def _import(business: Business, *, by: User) -> Import:
    data = b"name,phone\nMaria,0113 496 0142\n"
    plan = Plan.for_business(business, columns={"name": "name", "phone": "phone"})
    return Import.objects.store(io.BytesIO(data), name="leads.csv", rows=1, plan=plan.as_json(), by=by)
