"""Every form with a field for text: where it is sent, which fields it has, and where what they hold is stored."""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Absence, Business, Holiday, Invitation, User
from leads.models import Activity, Campaign, ClientType, Contact, HandOff, Lead, LeadChange, Source, State
from reports.core.catalogue import PAGES
from reports.models import Annotation, SavedReport
from sales.models import (
    LostReason,
    MessageTemplate,
    Opportunity,
    PlaybookDraft,
    PlaybookVersion,
    Product,
    Refund,
    Sale,
    SavedView,
    Sequence,
    SequenceStep,
    Stage,
    StageChange,
)
from tests.hostile.strings import Kind, exact, tidy, trim
from tests.small_business import SmallBusiness


@dataclass(frozen=True)
class Form:
    """`before` makes the form usable again; `stored` finds what became of each field after it was sent.

    `in_place`: script sends it from a row and swaps nothing when it is refused, so what was typed stays where it is, and
    the reason is a toast.
    """

    url_name: str
    fields: dict[str, Kind]
    stored: Callable[[SmallBusiness], dict[str, str]]
    pk: str = ""
    rest: Callable[[SmallBusiness], dict] = field(default=lambda small: {})
    before: Callable[[SmallBusiness], None] = field(default=lambda small: None)
    who: str = "everything"
    path: Callable[[SmallBusiness], str] | None = None
    in_place: bool = False

    def post(self, client: Client, small: SmallBusiness, typed: dict):
        client.cookies.pop("messages", None)  # what earlier posts said, and no page was opened to show
        headers = {"hx-request": "true"} if self.in_place else {}
        return client.post(self.address(small), self.rest(small) | typed, headers=headers)

    @property
    def done(self) -> int:
        """The status of an answer that says it was done."""
        return 200 if self.in_place else 302

    def address(self, small: SmallBusiness) -> str:
        if self.path:
            return self.path(small)
        return reverse(self.url_name, kwargs={"pk": getattr(small, self.pk).pk} if self.pk else {})


def newest(model):
    return model.objects.order_by("-pk").first()


def today() -> str:
    return timezone.localdate().isoformat()


def contact_of(lead: Lead) -> dict:
    found = Lead.objects.select_related("contact").get(pk=lead.pk)
    person = found.contact
    named = {"name": person.name, "company": person.company, "client_type": person.client_type} if person else {}
    phone = person.main_phone if person else None
    return {"interest": found.interest, "notes": found.notes, "phone": phone.as_typed if phone else ""} | named


def newest_lead(small: SmallBusiness) -> dict:
    return contact_of(Lead.objects.order_by("-logged_at").first())


def forget_activities(small: SmallBusiness) -> None:
    Activity.objects.filter(lead=small.open_lead).delete()


def said_and_planned(small: SmallBusiness) -> dict:
    rows = {bool(each.due_on): each.text for each in Activity.objects.filter(lead=small.open_lead)}
    return {"text": rows.get(False, ""), "next_text": rows.get(True, "")}


def open_again(small: SmallBusiness) -> None:
    Lead.objects.filter(pk=small.open_lead.pk).update(state=State.OPEN, disqualified_for="", warm_since=None)
    HandOff.objects.filter(lead=small.open_lead).delete()


def wait_again(small: SmallBusiness) -> None:
    HandOff.objects.filter(pk=small.handed_over.pk).update(decided_at=None, returned_for="", return_note="")
    Lead.objects.filter(pk=small.handed_over.lead_id).update(state=State.HANDED_OVER, closed_at=None)


def sell_again(small: SmallBusiness) -> None:
    """The opportunity stands in its open stage, unsold."""
    small.opportunity.sales.all().delete()
    Opportunity.objects.filter(pk=small.opportunity.pk).update(stage=small.stage, closed_at=None, lost_reason=None)


def forget_views(small: SmallBusiness) -> None:
    SavedView.objects.exclude(pk=small.view.pk).delete()


def put_sale_back(small: SmallBusiness) -> None:
    Sale.objects.filter(pk=small.sale.pk).update(reversed_at=None, reversed_for="")


def forget_repeat_sales(small: SmallBusiness) -> None:
    Lead.objects.filter(contact=small.sale.contact_id, source__kind=Source.Kind.OWN_CLIENTS).delete()


def forget_refunds(small: SmallBusiness) -> None:
    small.sale.refunds.all().delete()
    Sale.objects.filter(pk=small.sale.pk).update(refunded=0)


def drop_new(model, kept_by_name: str):
    def drop(small: SmallBusiness) -> None:
        model.objects.filter(pk__gt=max(each.pk for each in KEPT[kept_by_name])).delete()

    return drop


KEPT: dict[str, list] = {}
"""What the small business had of each list, before the first string came."""


def remember_lists() -> None:
    KEPT.update(sources=list(Source.objects.all()), campaigns=list(Campaign.objects.all()))
    KEPT.update(products=list(Product.objects.all()), types=list(ClientType.objects.all()))
    KEPT.update(stages=list(Stage.objects.all()), reasons=list(LostReason.objects.all()))
    KEPT.update(dates=list(Annotation.objects.all()))
    KEPT.update(sequences=list(Sequence.objects.all()), templates=list(MessageTemplate.objects.all()))


def name_of(model, pk: str) -> Callable[[SmallBusiness], dict]:
    return lambda small: {"name": model.objects.get(pk=getattr(small, pk).pk).name}


SECTIONS = ("purpose", "words", "questions", "objections", "done_when")
PLAYBOOK = {name: Kind(lambda text: "\n".join(re.split("\r\n|\r|\n", text)), exact(20_000).takes) for name in SECTIONS} | {
    "changed": exact(300),
    "steps-0-text": exact(200),
    "steps-0-detail": exact(300),
}
"""Every way to end a line is kept as the same one."""


def drafted(small: SmallBusiness) -> dict:
    kept = PlaybookDraft.objects.get(stage=small.stage, by=small.everything).content
    step = kept["steps"][0]
    return kept["sections"] | {"changed": kept["changed"], "steps-0-text": step["text"], "steps-0-detail": step["detail"]}


def published(small: SmallBusiness) -> dict:
    version = PlaybookVersion.objects.current(small.stage)
    step = version.steps.get()
    return version.sections | {"changed": version.changed, "steps-0-text": step.text, "steps-0-detail": step.detail}


def published_number(small: SmallBusiness) -> int:
    return PlaybookVersion.objects.current(small.stage).number


MESSAGE = {"name": tidy(80), "subject": exact(200), "text": exact(10_000)}


def message_of(template: MessageTemplate) -> dict:
    return {"name": template.name, "subject": template.subject, "text": template.text}


ENQUIRY = Form(
    "new_lead",
    {
        "name": trim(200),
        "company": trim(200),
        "interest": trim(500),
        "notes": trim(10_000),
        "phone": trim(60),
    },
    newest_lead,
    rest=lambda small: (
        {"key": str(uuid.uuid4()), "source": small.source.pk, "how_known": "asked", "channel": "phone"}
        | {"received_on": today(), "decision": "other"}
    ),
)
FORMS = (
    ENQUIRY,
    Form(
        "lead_change",
        {name: exact(most) for name, most in (("name", 200), ("company", 200), ("client_type", 80), ("interest", 500), ("notes", 20_000))},
        lambda small: contact_of(small.anonymous),
        pk="anonymous",
        rest=lambda small: {"who": "new"},
        before=lambda small: LeadChange.objects.filter(lead=small.anonymous).delete() and None,
    ),
    Form(
        "lead_person",
        {"name": exact(200), "company": exact(200)},
        lambda small: contact_of(small.anonymous),
        pk="anonymous",
        rest=lambda small: {"sure": "on"},
    ),
    Form(
        "activities",
        {"text": exact(10_000), "next_text": exact(500)},
        said_and_planned,
        pk="open_lead",
        rest=lambda small: {"kind": "call", "next_kind": "call", "next_on": today()},
        before=forget_activities,
    ),
    Form(
        "activity_completion",
        {"text": exact(10_000)},
        lambda small: {"text": Activity.objects.get(pk=small.activity.pk).text},
        pk="activity",
        in_place=True,
        before=lambda small: Activity.objects.filter(pk=small.activity.pk).update(done_at=None, text="") and None,
    ),
    Form(
        "follow_up",
        {"text": exact(10_000)},
        lambda small: {"text": Activity.objects.get(pk=small.activity.pk).text},
        pk="activity",
        rest=lambda small: {"kind": "call", "due_on": today()},
        before=lambda small: Activity.objects.filter(pk=small.activity.pk).update(done_at=None, dropped_at=None) and None,
    ),
    Form(
        "lead_disqualification",
        {"note": exact(2_000)},
        lambda small: {"note": newest(LeadChange).note},
        pk="open_lead",
        rest=lambda small: {"reason": "no_budget"},
        before=open_again,
    ),
    Form(
        "lead_warmth",
        {"about": exact(500)},
        lambda small: {"about": newest(Activity).text},
        pk="open_lead",
        rest=lambda small: {"on": today()},
        before=open_again,
    ),
    Form("hand_over", {"note": exact(2_000)}, lambda small: {"note": newest(HandOff).note}, pk="open_lead", before=open_again, who="staff"),
    Form(
        "hand_off_return",
        {"note": exact(2_000)},
        lambda small: {"note": HandOff.objects.get(pk=small.handed_over.pk).return_note},
        pk="handed_over",
        rest=lambda small: {"reason": "other"},
        before=wait_again,
    ),
    Form(
        "opportunity_win",
        {"what": exact(500)},
        lambda small: {"what": small.opportunity.sales.get().what},
        pk="opportunity",
        rest=lambda small: {"not_known": "on", "sold_on": today()},
        before=sell_again,
    ),
    Form(
        "opportunity_loss",
        {"note": exact(2_000)},
        lambda small: {"note": newest(StageChange).note},
        pk="opportunity",
        rest=lambda small: {"reason": small.reason.pk},
        before=sell_again,
    ),
    Form(
        "bulk_losses",
        {"note": exact(2_000)},
        lambda small: {"note": newest(StageChange).note},
        rest=lambda small: {"answered": "1", "reason": small.reason.pk, "card": f"{small.opportunity.pk}."},
        before=sell_again,
    ),
    Form(
        "client_sales",
        {"what": exact(500)},
        lambda small: {"what": Sale.objects.order_by("-made_at").first().what},
        path=lambda small: reverse("client_sales", args=[small.sale.contact_id]),
        rest=lambda small: {"not_known": "on", "sold_on": today()},
        before=forget_repeat_sales,
    ),
    Form(
        "client_about",
        {"client_type": exact(80), "about": exact(10_000)},
        lambda small: Contact.objects.values("client_type", "about").get(pk=small.sale.contact_id),
        path=lambda small: reverse("client_about", args=[small.sale.contact_id]),
    ),
    Form(
        "sale_change",
        {"what": exact(500), "invoice": exact(80)},
        lambda small: Sale.objects.values("what", "invoice").get(pk=small.sale.pk),
        pk="sale",
        rest=lambda small: {"amount": "1250", "sold_on": today()},
    ),
    Form(
        "sale_refunds",
        {"reason": exact(200)},
        lambda small: {"reason": Refund.objects.order_by("-made_at").first().reason},
        pk="sale",
        rest=lambda small: {"amount": "1", "refunded_on": today()},
        before=forget_refunds,
    ),
    Form("products", {"name": tidy(80)}, lambda small: {"name": newest(Product).name}, before=drop_new(Product, "products")),
    Form("product", {"name": tidy(80)}, name_of(Product, "product"), pk="product"),
    Form("client_types", {"name": tidy(80)}, lambda small: {"name": newest(ClientType).name}, before=drop_new(ClientType, "types")),
    Form("client_type", {"name": tidy(80)}, name_of(ClientType, "client_type"), pk="client_type"),
    Form(
        "sale_reversal",
        {"reason": exact(200)},
        lambda small: {"reason": Sale.objects.get(pk=small.sale.pk).reversed_for},
        pk="sale",
        before=put_sale_back,
    ),
    Form("sources_settings", {"name": tidy(80)}, lambda small: {"name": newest(Source).name}, before=drop_new(Source, "sources")),
    Form("source", {"name": tidy(80)}, name_of(Source, "source"), pk="source"),
    Form(
        "campaigns",
        {"name": tidy(80)},
        lambda small: {"name": newest(Campaign).name},
        rest=lambda small: {"source": small.source.pk},
        before=drop_new(Campaign, "campaigns"),
    ),
    Form("campaign", {"name": tidy(80)}, name_of(Campaign, "campaign"), pk="campaign", rest=lambda small: {"source": small.source.pk}),
    Form(
        "stages",
        {"name": tidy(60), "promise": exact(120)},
        lambda small: {"name": newest(Stage).name, "promise": newest(Stage).promise},
        rest=lambda small: {"kind": "open"},
        before=drop_new(Stage, "stages"),
    ),
    Form("stage", {"name": tidy(60)}, name_of(Stage, "stage"), pk="stage"),
    Form("playbook_draft", PLAYBOOK, drafted, pk="stage", rest=lambda small: {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0}),
    Form(
        "playbook_publication",
        PLAYBOOK,
        published,
        pk="stage",
        rest=lambda small: {"steps-TOTAL_FORMS": 1, "steps-INITIAL_FORMS": 0, "base": published_number(small)},
    ),
    Form("saved_views", {"name": tidy(60)}, lambda small: {"name": newest(SavedView).name}, before=forget_views),
    Form("saved_view", {"name": tidy(60)}, name_of(SavedView, "view"), pk="view"),
    Form(
        "saved_report_new",
        {"name": tidy(60)},
        lambda small: {"name": newest(SavedReport).name},
        rest=lambda small: {"of": reverse("report_sources")},
        before=lambda small: SavedReport.objects.exclude(pk=small.saved_report.pk).delete(),
    ),
    Form("saved_report", {"name": tidy(60)}, name_of(SavedReport, "saved_report"), pk="saved_report"),
    Form(
        "annotations",
        {"text": tidy(120)},
        lambda small: {"text": newest(Annotation).text},
        rest=lambda small: {"first_day": today()},
        before=drop_new(Annotation, "dates"),
    ),
    Form(
        "annotation",
        {"text": tidy(120)},
        lambda small: {"text": Annotation.objects.get(pk=small.date.pk).text},
        pk="date",
        rest=lambda small: {"first_day": today()},
    ),
    Form(
        "sequences",
        {"name": tidy(80)},
        lambda small: {"name": newest(Sequence).name},
        rest=lambda small: {"place": f"stage-{small.stage.pk}"},
        before=drop_new(Sequence, "sequences"),
    ),
    Form("sequence", {"name": tidy(80)}, name_of(Sequence, "thanks"), pk="thanks", rest=lambda small: {"place": f"stage-{small.stage.pk}"}),
    Form(
        "sequence_steps",
        {"task_text": exact(200)},
        lambda small: {"task_text": newest(SequenceStep).task_text},
        pk="thanks",
        rest=lambda small: {"wait": 1, "unit": "days", "task_kind": "call"},
    ),
    Form(
        "sequence_step",
        {"task_text": exact(200)},
        lambda small: {"task_text": small.thanks.steps.first().task_text},
        path=lambda small: reverse("sequence_step", args=[small.thanks.steps.first().pk]),
        rest=lambda small: {"wait": 1, "unit": "days", "task_kind": "call"},
    ),
    Form("message_templates", MESSAGE, lambda small: message_of(newest(MessageTemplate)), before=drop_new(MessageTemplate, "templates")),
    Form("message_template", MESSAGE, lambda small: message_of(MessageTemplate.objects.get(pk=small.template.pk)), pk="template"),
    Form("lost_reasons", {"name": tidy(80)}, lambda small: {"name": newest(LostReason).name}, before=drop_new(LostReason, "reasons")),
    Form("lost_reason", {"name": tidy(80)}, name_of(LostReason, "reason"), pk="reason"),
    Form(
        "business_settings",
        {"name": trim(120)},
        lambda small: {"name": Business.current().name},
        rest=lambda small: {"country": "GB", "time_zone": "Europe/London", "currency": "GBP", "within_days": 90},
    ),
    Form(
        "holidays",
        {"name": exact(80)},
        lambda small: {"name": newest(Holiday).name},
        rest=lambda small: {"day": today()},
        before=lambda small: Holiday.objects.all().delete() and None,
    ),
    Form("own_absences", {"note": exact(120)}, lambda small: {"note": newest(Absence).note}, rest=lambda small: {"first_day": today()}),
    Form(
        "absences",
        {"note": exact(120)},
        lambda small: {"note": newest(Absence).note},
        pk="staff",
        rest=lambda small: {"first_day": today()},
    ),
    Form("person", {"name": trim(120)}, name_of(User, "staff"), pk="staff", rest=lambda small: {"roles": ["staff"]}),
    Form("profile", {"name": trim(120)}, name_of(User, "everything")),
    Form(
        "invitations",
        {"name": trim(120)},
        lambda small: {"name": newest(Invitation).name},
        rest=lambda small: {"roles": ["staff"]},
    ),
)
"""The card of the tally, the spend grid, the paper sheet, set-up, sign-in and the import have tests of their own."""

OTHERWISE = {
    "write_mail": "leads/tests/mail/test_writing_by_hand.py",
    "opting_out": "leads/tests/mail/test_writing_by_hand.py",
    "opt_out_lifting": "leads/tests/mail/test_writing_by_hand.py",
    "message_requester": "sales/tests/test_forwards_on_today.py",
    "contact_privacy": "tests/privacy/test_page_of_what_we_hold.py",
    "privacy_settings": "numbers only; tests/privacy/test_keeping_no_longer_than_needed.py",
    "mail_settings": "leads/tests/mail/test_mail_settings.py",
    "mailbox": "leads/tests/mail/test_mail_settings.py",
    "mail_server": "leads/tests/mail/test_mail_server.py",
    "capture": "ids and times only; test_bad_requests.py",
    "lead_details": "test_blns_on_the_log.py",
    "opportunity_details": "test_blns_in_narrow_fields.py",
    "lane_opportunities": "the form of new_lead, see above",
    "working_hours": "times only; test_bad_requests.py",
    "sheet": "counts; test_bad_requests.py",
    "spend": "test_blns_in_narrow_fields.py",
    "goals": "test_blns_in_narrow_fields.py",
    "setup_business": "test_blns_outside.py",
    "setup_sources": "test_blns_outside.py",
    "setup_people": "test_blns_outside.py",
    "join": "test_blns_outside.py",
    "account_login": "test_blns_outside.py",
    "account_change_password": "test_blns_outside.py",
    "account_reauthenticate": "test_blns_outside.py",
    "mfa_authenticate": "test_blns_outside.py",
    "mfa_reauthenticate": "test_blns_outside.py",
    "mfa_activate_totp": "test_blns_outside.py",
    "imports": "test_blns_in_files.py",
    "contact_merger": "test_blns_in_searches.py",
    "lead_merger": "test_blns_in_searches.py",
}

BUTTONS = {
    *("account_logout", "account_inactive", "account_reset_password", "mfa_index", "mfa_deactivate_totp", "setup_ready"),
    *("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "sample_fill", "sample_wipe"),
    *("settings", "saved_files", "people", "invitation_withdrawal", "deactivation", "reactivation", "password_link", "two_step_removal"),
    *("manifest", "offline"),
    *("belongings", "belongings_return", "source_separation", "hand_off_accept_undoing"),
    *("other_sessions", "tally", "service_worker", "known_contact", "lead_withdrawal", "lead_restoration", "lead_separation"),
    *("glossary", "tally_counts", "lead_source", "unsubscribe", "mailbox_test", "mailbox_removal"),
    *("mail_server_test", "mail_server_removal", "passed_mail", "passed_mail_return", "mail_file"),
    *("own_mail", "digest", "contacts", "contact"),
    *("sheet_print", "sheet_entered", "sheet_withdrawal", "leads", "leads_csv", "leads_json", "lead", "search"),
    *("leads_xlsx", "import_bad_rows_xlsx", "spend_xlsx", "spend_csv", "lead_reopening"),
    *("contact_copy", "contact_merger_with", "lead_merger_with", "merger", "merger_undoing"),
    *("lead_taking_back", "activity_dropping", "activity_reopening", "activity_date", "activity_former_date", "source_place"),
    *("activity_ending", "activity_unending", "activity_taking_back", "follow_up_former"),
    *("preferences", "calendar_address", "calendar_revocation", "calendar_feed", "activity_calendar", "reminders"),
    *("source_retirement", "source_return", "source_merger", "campaign_retirement", "campaign_return", "hand_off_accept"),
    *("today", "today_count", "board", "lane", "opportunities", "opportunity", "opportunity_stage", "opportunity_former_stage"),
    *("opportunity_reopening", "clients", "client", "sale_undoing", "stage_place", "stage_retirement", "stage_return"),
    *("lost_reason_place", "lost_reason_retirement", "lost_reason_return"),
    *("lead_sequence", "lead_sequences", "opportunity_sequence", "run_going_on", "run_pause", "run_return", "run_skip"),
    *("run_takeover", "run_unskip", "sequence_approval", "sequence_off", "sequence_proposals", "sequence_retirement"),
    *("sequence_return", "sequence_step_place", "sequence_step_removal", "sequence_step_return"),
    *("message_template_retirement", "message_template_return"),
    *("hand_off_recipient", "hand_off_taking_back", "hand_off_waiting", "hand_off_rules", "lead_warmth_end", "lead_warmth_undoing"),
    *("holiday_removal", "holiday_return", "absence_removal", "absence_return"),
    *("saved_view_removal", "saved_view_return", "bulk_moves", "bulk_assignments", "bulk_undoing"),
    *("message_sending_again", "message_arrival", "message_leaving", "message_dismissal", "message_question"),
    *("import", "import_values", "import_preview", "import_names", "import_layout", "import_start", "import_bad_rows", "import_removal"),
    *("refund_undoing", "product_place", "product_retirement", "product_return", "thanks"),
    *("clients_again", "client_again", "client_again_undoing", "client_not_now", "client_not_now_undoing"),
    *("client_type_retirement", "client_type_return", "client_type_merger"),
    *("opportunity_step", "opportunity_step_taken_back", "stage_rules"),
    *("playbook_preview", "playbook_draft_removal", "playbook_draft_return", "playbook_version_draft", "playbook_readers"),
    *PAGES,  # the reports
    "playbook_figures",
    *("letter", "letter_off"),
    *("annotation_removal", "annotation_return", "saved_reports", "saved_report_removal", "saved_report_return"),
    *("report_health_list", "one_person", "two_people", "likeness_undoing"),
    *("playbook", "playbook_print", "playbook_stage", "playbook_reading", "playbook_versions", "playbook_version", "playbook_differences"),
    *("lead_referral", "lead_referral_end", "lead_referral_former"),
    *("import_taking_back", "import_bringing_back"),
}
"""Addresses to which no text is posted: pages, and deeds of one button or of choices from a list."""
