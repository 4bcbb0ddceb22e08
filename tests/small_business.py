"""A business in which everything has happened once, made by the verbs the pages use: what every page is looked at with."""

import io
import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.utils import timezone

from accounts.models import Absence, Business, Holiday, Invitation, User
from accounts.roles import Role
from accounts.testing import make_business
from leads.builtins import ensure_sources
from leads.capture import paper_sheets
from leads.capture.card import describe
from leads.capture.intake import capture
from leads.contacts import referrals
from leads.imports.columns.recognition import propose as propose_columns
from leads.imports.plan import Plan
from leads.imports.reading import read
from leads.mail.outbound import own_program
from leads.merging.mergers import merge_contacts
from leads.models import (
    Activity,
    Campaign,
    Channel,
    ClientType,
    Contact,
    Disqualified,
    HandOff,
    Import,
    IncomingMail,
    Lead,
    Merger,
    Message,
    PaperSheet,
    Source,
    Spend,
)
from leads.phones import parse_phone
from leads.tasks import run_import
from reports.models import Annotation, SavedReport
from sales.builtins import ensure_stages
from sales.clients.queries import describe as describe_client
from sales.hand_off import transfer
from sales.models import (
    Ended,
    LostReason,
    MessageTemplate,
    Opportunity,
    PlaybookVersion,
    Product,
    Refund,
    Sale,
    SavedView,
    Sequence,
    SequenceRun,
    Stage,
)
from sales.pipeline import closing
from sales.playbook import editing
from sales.sequences.proposals import propose

PASSWORD = "three-words-in-a-row"


@dataclass(frozen=True)
class SmallBusiness:
    """One of each, as the addresses of pages need them."""

    business: Business
    staff: User
    sales: User
    owner: User
    everything: User
    careful: User
    gone: User
    codes: list[str]
    invitation: Invitation
    password_link: Invitation
    used_link: Invitation
    source: Source
    campaign: Campaign
    open_lead: Lead
    referred: Lead
    handed_over: HandOff
    came_back: HandOff
    disqualified: Lead
    warm: Lead
    withdrawn: Lead
    merged: Lead
    merger: Merger
    anonymous: Lead
    sheet: PaperSheet
    activity: Activity
    letter: Activity
    stage: Stage
    reason: LostReason
    opportunity: Opportunity
    won: Opportunity
    lost: Opportunity
    view: SavedView
    sale: Sale
    refund: Refund
    product: Product
    client_type: ClientType
    reversed_sale: Sale
    sequence: Sequence
    thanks: Sequence
    template: MessageTemplate
    run: SequenceRun
    draft: Import
    answered: Import
    done: Import
    sold: Import
    date: Annotation
    saved_report: SavedReport


def person(name: str, *roles: Role) -> User:
    return User.objects.create_user(f"{name.lower()}@example.com", PASSWORD, name=name, roles=roles)


def build() -> SmallBusiness:
    """About a dozen enquiries in every state. Time-dependent parts lie days back, so that midnight changes nothing."""
    business = make_business(setup_token="a-link-that-was-used")
    people = {
        "staff": person("Jo", Role.STAFF),
        "sales": person("Tom", Role.SALES),
        "owner": person("Ruth", Role.OWNER),
        "everything": person("Max", *Role),
        "careful": person("Cleo", Role.ADMIN),
        "gone": person("Stan", Role.STAFF),
    }
    people["gone"].deactivate(by=people["everything"])
    Holiday.objects.create(day=business.today() + timedelta(days=30), name="Stocktaking")
    next_week = business.today() + timedelta(days=7)
    for away in (people["staff"], people["everything"]):
        Absence.enter(away, by=people["owner"], first_day=next_week, last_day=next_week + timedelta(days=4), note="Wales")
    ensure_sources()
    ensure_stages()
    _playbook(people)
    return SmallBusiness(
        business=business,
        date=Annotation.add("New shop sign", first_day=business.today() - timedelta(days=40), by=people["owner"]),
        saved_report=SavedReport.add("Leaflets", by=people["everything"], page="report_sources", query="period=last_month", shared=True),
        **people,
        **_links(people),
        **_marketing(people),
        **_sold(people),
        **_files(people),
        **_followed_up(people),
    )


def _links(people: dict) -> dict:
    """Invitations in each state, and somebody who signs in with a second step."""
    TOTP.activate(people["careful"], generate_totp_secret())
    by = people["everything"]
    used = Invitation.make(by=by, name="Uma", email="uma@example.com", roles=[Role.STAFF])
    used.accept(password=PASSWORD)
    return {
        "codes": RecoveryCodes.activate(people["careful"]).get_unused_codes(),
        "invitation": Invitation.make(by=by, name="Nia", email="nia@example.com", roles=[Role.SALES]),
        "password_link": Invitation.make(by=by, for_user=people["owner"]),
        "used_link": used,
    }


def enquiry(name: str, *, by: User, days_ago: int = 3, source: str = "Leaflet", phone: str = "", channel: str = Channel.WALK_IN) -> Lead:
    """One enquiry of a person of that name; without a name an anonymous one."""
    at = timezone.now() - timedelta(days=days_ago)
    lead = capture(key=uuid.uuid4(), source=Source.add(source), channel=channel, by=by, received_at=at).lead
    if name:
        phones = [parse_phone(phone, country="GB")] if phone else []
        emails = [f"{name.split()[0].lower()}@example.com"]
        return describe(lead, by=by, name=name, phones=phones, emails=emails, interest="A bench for the hall").lead
    return lead


def _marketing(people: dict) -> dict:
    jo, tom = people["staff"], people["sales"]
    open_lead = enquiry("Maya Lind", by=jo, phone="0161 496 0123")
    signboard = Source.add("Signboard")
    campaign = Campaign.objects.create(name="Spring leaflet", source=open_lead.source)
    for source, amount in ((open_lead.source, "120"), (signboard, "80")):
        Spend.put(source, month=timezone.localdate().replace(day=1), amount=Decimal(amount))
    today = timezone.localdate()
    Activity.log(open_lead, by=jo, kind=Activity.Kind.CALL, text="Rang, no answer")
    Activity.plan(open_lead, by=jo, on=today - timedelta(days=2), text="Ring again", for_user=people["everything"])
    activity = Activity.plan(enquiry("Iris Wood", by=jo), by=jo, on=today, for_user=people["everything"])
    handed_over = transfer.hand_over(enquiry("Omar Reed", by=jo, phone="0161 496 0456"), by=jo, note="In a hurry")
    came_back = transfer.hand_over(enquiry("Lena Fox", by=jo), by=people["staff"])
    transfer.give_back(came_back, by=tom, reason=HandOff.Returned.NOT_READY, note="In the autumn")
    warm = enquiry("Nora Pike", by=jo)
    warm.keep_warm(by=jo)
    referred = enquiry("Gus Lowe", by=jo, source="Recommendation")
    referrals.name(referred, open_lead.contact, by=jo)
    disqualified = enquiry("Spam Bot", by=jo)
    disqualified.disqualify(Disqualified.SPAM, by=jo)
    withdrawn = enquiry("", by=jo)
    withdrawn.withdraw(by=jo)
    enquiry("Maya L", by=jo, source="Signboard")  # her address is known, so it joins the open enquiry
    counts = [(signboard.pk, Channel.WALK_IN.value, 3)]
    return {
        "source": open_lead.source,
        "campaign": campaign,
        "open_lead": open_lead,
        "referred": referred,
        "handed_over": handed_over,
        "came_back": came_back,
        "disqualified": disqualified,
        "warm": warm,
        "withdrawn": withdrawn,
        "merged": Lead.objects.get(merged_into=open_lead),
        "merger": merge_contacts(Contact.make(name="P. Orr"), into=Contact.make(name="Pip Orr"), by=jo),
        "anonymous": enquiry("", by=jo, days_ago=0),
        "sheet": paper_sheets.enter(key=uuid.uuid4(), day=today - timedelta(days=5), counts=counts, by=jo),
        "activity": activity,
    }


def _sold(people: dict) -> dict:
    """Opportunities in each state; one of them long past its stage's promise."""
    seller = people["everything"]

    def accepted(name: str, *, days_ago: int, phone: str = "") -> Opportunity:
        lead = enquiry(name, by=seller, days_ago=days_ago, source="Signboard", phone=phone)
        return transfer.accept(HandOff.make(lead, by=seller), by=seller, at=lead.received_at)

    stuck = accepted("Noor Hale", days_ago=40, phone="0161 496 0789")
    won, lost, reversed_one = accepted("Ada Byrne", days_ago=120), accepted("Karl Voss", days_ago=100), accepted("Bea Moss", days_ago=90)
    sale = closing.win(won, by=seller, amount=Decimal("1250"), at=timezone.now() - timedelta(days=1), what="A bench")
    reversed_sale = closing.win(reversed_one, by=seller, amount=None)
    closing.reverse(reversed_sale, by=seller, reason="Changed their mind")
    reason = LostReason.objects.in_use().first()
    product = Product.add("Bench", usual_months=6, renewal_months=12)
    Product.add("Shelf").retire()
    closing.correct(sale, by=seller, product=product, invoice="2026-17")
    refund = Refund.make(sale, by=seller, amount=Decimal("250"), on=timezone.localdate(), reason="A scratch")
    client_type = ClientType.add("Landlord")
    ClientType.add("Caterer").retire()
    describe_client(won.lead.contact, by=seller, client_type="Landlord", yearly_spend=Decimal("9000"), about="Rings on Mondays")
    closing.lose(lost, by=seller, reason=reason, note="Found one nearby")
    closing.sell_again(won.lead.contact, by=seller, amount=None)
    _gone_quiet(accepted("Otto Lind", days_ago=720), by=seller)
    return {
        "stage": stuck.stage,
        "reason": reason,
        "opportunity": stuck,
        "won": won,
        "lost": lost,
        "view": SavedView.add("Stuck", by=seller, query="stuck=yes", shared=True),
        "sale": sale,
        "refund": refund,
        "product": product,
        "client_type": client_type,
        "reversed_sale": reversed_sale,
    }


def _gone_quiet(opportunity: Opportunity, *, by: User) -> None:
    """A client of three sales long ago, of something to be renewed: on every list of who to sell to again."""
    stool = Product.add("Stool", renewal_months=12)
    first = closing.win(opportunity, by=by, amount=Decimal(300), at=timezone.now() - timedelta(days=700), product=stool)
    for days in (600, 500):
        closing.sell_again(first.contact, by=by, amount=Decimal(90), at=timezone.now() - timedelta(days=days), product=stool)


def _followed_up(people: dict) -> dict:
    """The two sequences we propose: one is on, with somebody in it and somebody it stopped for; the other was never looked at."""
    after_quote, thanks = propose()
    after_quote.approve(by=people["owner"], seen=after_quote.as_seen)
    runs = []
    for name in ("Pia Long", "Rex Ward"):
        lead = enquiry(name, by=people["everything"], source="Signboard")
        opportunity = transfer.accept(HandOff.make(lead, by=people["everything"]), by=people["everything"])
        opportunity.move_to(after_quote.stage, by=people["everything"], gated=False)
        runs.append(opportunity.sequence_runs.get())
    runs[1].stop(Ended.TAKEN_OVER, by=people["everything"])
    _written_to(runs[0].lead, by=people["everything"])
    _passed_on()
    letter = own_program.log(runs[0].lead, by=people["staff"], to="pia@example.com", subject="The bench", text="It is ready.")
    return {"letter": letter, "sequence": after_quote, "thanks": thanks, "template": after_quote.steps.first().template, "run": runs[0]}


def _written_to(lead: Lead, *, by: User) -> None:
    """An e-mail of theirs, one that was refused, and one of which nobody knows whether it went."""
    out, theirs = (
        Message.Direction.OUT,
        {"direction": Message.Direction.IN, "text": "How much is it?", "made_at": timezone.now() - timedelta(days=1)},
    )
    for number, (status, values) in enumerate((("received", theirs), ("failed", {"by": by}), ("uncertain", {"by": by}))):
        told = {"lead": lead, "contact": lead.contact, "address": "pia@example.com", "subject": "The bench", "direction": out}
        error = "550 5.1.1 No such user here" if values.get("by") else ""
        Message.objects.create(**told | values, status=status, error=error, message_id=f"<{number}@example.com>")


def _passed_on() -> None:
    """A mail of which somebody has to say whose it is."""
    likely = {"name": "Petra Novak", "email": "petra@cafe.example", "note": "Please take this one."}
    values = {"direction": Message.Direction.IN, "nature": Message.Nature.FORWARDED, "status": "received", "address": "tom@alder.example"}
    message = Message.objects.create(**values, subject="Chairs", text="For 40?", text_fields=likely, message_id="<f@alder.example>")
    IncomingMail.objects.create(uid_validity=1, uid=9, fingerprint="9", outcome=IncomingMail.Outcome.QUESTION, message=message)


def _playbook(people: dict) -> None:
    """A second version of the first page, which one person has read in the first."""
    stage = Stage.objects.first_open()
    first = PlaybookVersion.objects.current(stage)
    editing.mark_read(first, by=people["sales"])
    page = editing.Page.of(first)
    steps = (replace(page.steps[0], text="Ring them within the hour"), *page.steps[2:], editing.StepText("Send the leaflet"))
    page = replace(page, steps=steps, sections=page.sections | {"words": "“Good morning”"}, changed="An hour, not a day")
    editing.save_draft(stage, replace(page, changed="A draft"), by=people["everything"], base=1)
    editing.publish(stage, page, by=people["owner"], base=1)


FILE = b"Name,Phone,Came by,Stage\nZoe Hart,0161 496 0999,Walk-in,Warm\nYan Peel,12,walk_in,\nNo way,,elsewhere,\n"
ANSWERS = {"channel": {"walk-in": "walk_in", "elsewhere": "event"}, "stage": {"warm": "open"}}
SOLD = b"Date,Total,Item,Invoice,Name\n2026-05-01,1200,A bench,7,Ivo Dale\n2026-05-02,,,8,Uma Fox\n2026-05-03,x,,,\n"


def _files(people: dict) -> dict:
    """One file of which every step can be looked at, and one that is in, all but a row."""
    business, by = Business.current(), people["everything"]
    columns = {"Name": "name", "Phone": "phone", "Came by": "channel", "Stage": "stage"}

    def upload(name: str, **plan) -> Import:
        plan = Plan.for_business(business, columns=columns, **plan).as_json()
        return Import.objects.store(io.BytesIO(FILE), name=name, rows=3, plan=plan, by=by)

    sold = Plan.for_business(business, columns=propose_columns(read(SOLD), kind="sales"), kind="sales").as_json()
    sold = Import.objects.store(io.BytesIO(SOLD), name="invoices.csv", rows=3, plan=sold, by=by)
    done = upload("last-year.csv", values=ANSWERS | {"channel": {"walk-in": "walk_in"}})  # "elsewhere" stays out
    done.queue()
    run_import.call(str(done.pk))
    done = Import.objects.get(pk=done.pk)
    return {"draft": upload("contacts.csv"), "answered": upload("more.csv", values=ANSWERS, no_day="unknown"), "done": done, "sold": sold}
