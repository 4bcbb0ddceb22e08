"""Every page there is, in one table. What an address answers that is no page stands below, with the reason.

tests/test_every_page_is_listed.py fails when an address that answers GET is in neither.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter

from django.urls import reverse

from accounts import setup
from leads.mail import unsubscribe_links
from leadtrack.setup.proposals import TRADES
from reports.core.catalogue import PAGES as CATALOGUE
from reports.letter import post as letter_mail
from tests.small_business import SmallBusiness

NOBODY = ""
"""Looked at without signing in."""


@dataclass(frozen=True)
class Page:
    """`kwargs` finds what its address names in the small business; `who` names the person of it who looks.

    `opens`: buttons (selectors, " then " between steps) that open a dialog, a menu or a card on it, each looked at open as well.
    """

    url_name: str
    kwargs: Callable[[SmallBusiness], dict] = field(default=lambda small: {})
    query: str = ""
    who: str = "everything"
    opens: tuple[str, ...] = ()

    def address(self, small: SmallBusiness) -> str:
        return reverse(self.url_name, kwargs=self.kwargs(small)) + self.query


@dataclass(frozen=True)
class OnePerson:
    """The page of a person with one of their enquiries, or what it became, unfolded: `name` of it in the small business."""

    name: str
    who: str = "everything"
    opens: tuple[str, ...] = ()
    url_name: str = "contact"
    query: str = ""

    def address(self, small: SmallBusiness) -> str:
        return attrgetter(self.name)(small).get_absolute_url()


def pk_of(name: str) -> Callable[[SmallBusiness], dict]:
    return lambda small: {"pk": getattr(small, name).pk}


def token_of(name: str) -> Callable[[SmallBusiness], dict]:
    return lambda small: {"token": getattr(small, name).token}


SHEET = "a[hx-target='#sheet']"
LOG = (
    Page("tally", opens=(".key[data-hint='1']", ".rail button.who")),
    Page("tally", who="staff"),
    Page("new_lead"),
    Page("sheet"),
    Page("sheet_print"),
    Page("sheet_entered", pk_of("sheet")),
)
LEADS = (
    Page("leads", opens=("button[popovertarget=save]", "details.fold summary")),
    Page("leads", query="?q=maya&state=open&period_from=2020-01-01"),
    Page("leads", query="?q=nobody-is-called-that"),
    Page("leads", query="?period_from=not-a-day"),
    Page("lead", pk_of("anonymous"), opens=("button[popovertarget=acts] then #acts [commandfor=disqualify]",)),
    Page("lead_change", pk_of("open_lead")),
    Page("lead_merger", pk_of("open_lead")),
    Page("lead_merger", pk_of("anonymous"), query="?q=maya"),
    Page("lead_merger_with", lambda small: {"pk": small.open_lead.pk, "other": small.won.lead_id}),
    Page("lead_merger_with", lambda small: {"pk": small.open_lead.pk, "other": small.withdrawn.pk}, who="staff"),
    Page("contact_merger", lambda small: {"pk": small.open_lead.contact_id}, query="?q=nora"),
    Page("contact_merger_with", lambda small: {"pk": small.open_lead.contact_id, "other": small.sale.contact_id}),
    Page("merger", pk_of("merger")),
    Page("contact_privacy", lambda small: {"pk": small.sale.contact_id}),
    Page("write_mail", pk_of("open_lead")),
    Page("write_mail", pk_of("anonymous")),
    Page("own_mail", lambda small: {"pk": small.letter.lead_id, "activity": small.letter.pk}),
    Page("lead_person", pk_of("open_lead")),
    Page("lead_person", pk_of("anonymous"), query="?q=maya"),
    Page("lead_referral", pk_of("open_lead"), query="?q=nora"),
    Page("lead_referral", pk_of("referred")),
    Page("lead_referral", pk_of("referred"), query="?q=nobody-is-called-that"),
)
SEARCH = (
    Page("search", opens=("[data-palette] then #palette-people",)),
    Page("search", query="?q=maya"),
    Page("search", query="?q=set"),
    Page("search", query="?q=nobody-is-called-that", who="staff"),
)
PIPELINE = (
    Page("today", opens=(f"section.due {SHEET}", ".due .how", "[data-key=s][popovertarget^=later-]", ".forwarded summary")),
    Page("today", query="?whose=all", who="sales"),
    Page("today", who="staff"),
    Page("digest", who="sales"),
    Page("digest", who="owner"),
    Page("follow_up", pk_of("activity")),
    Page(
        "board",
        opens=(
            f".deal {SHEET}",
            "button[popovertarget=filters]",
            "[data-select] then [data-pick] then #bulk-move",
            "[data-select] then [data-pick-all] then #bulk [formaction$=assignments\\/]",
            "[data-select] then [data-pick] then #bulk [formaction$=losses\\/]",
        ),
    ),
    Page("board", query="?stuck=yes", opens=("#change-view",)),
    Page("board", query="?value_min=7&whose=all", opens=("#save-view",)),
    Page("board", query="?value_min=a-lot"),
    Page("board", query="?q=nobody-is-called-that"),
    Page("saved_views"),
    Page("saved_view", pk_of("view")),
    Page("opportunities"),
    Page("opportunities", query="?outcome=lost"),
    Page("lane_opportunities", pk_of("stage")),
    Page("opportunity_stage", pk_of("opportunity")),
    Page("opportunity_win", pk_of("opportunity")),
    Page("opportunity_loss", pk_of("opportunity")),
    Page("opportunity_details", pk_of("opportunity")),
)
CLIENTS = (
    Page("playbook"),
    Page("playbook", query="?q=quote"),
    Page("playbook", query="?q=nobody-says-that"),
    Page("playbook_print"),
    Page("playbook_stage", pk_of("stage")),
    Page("playbook_stage", pk_of("stage"), who="sales"),
    Page("playbook_versions", pk_of("stage")),
    Page("playbook_draft", pk_of("stage"), opens=("form.writing details summary",)),
    Page("playbook_draft", pk_of("stage"), who="owner"),
    Page("playbook_preview", pk_of("stage")),
    Page("playbook_readers"),
    Page("playbook_version", lambda small: {"pk": small.stage.pk, "number": 1}),
    Page("playbook_differences", pk_of("stage")),
    Page("hand_over", pk_of("open_lead")),
    Page("hand_off_return", pk_of("handed_over")),
    Page("hand_off_recipient", pk_of("handed_over")),
    Page("clients"),
    Page("clients", query="?q=nobody-is-called-that"),
    Page("clients_again", opens=("button[popovertarget=why-quiet]",)),
    Page("clients_again", query="?list=never"),
    Page("clients_again", query="?list=share"),
    Page("clients_again", query="?list=renewal"),
    Page("clients_again", query="?list=never&bought=x&missing=x"),
    Page("client_sales", lambda small: {"pk": small.sale.contact_id}),
    Page("client_about", lambda small: {"pk": small.sale.contact_id}),
    Page("sale_change", pk_of("sale")),
    Page("sale_refunds", pk_of("sale")),
    Page("sale_reversal", pk_of("sale")),
)
PEOPLE = (
    OnePerson("open_lead", opens=("button[popovertarget=acts]", "button[popovertarget^=move-]", ".write details summary")),
    OnePerson("open_lead", who="staff"),
    OnePerson("handed_over.lead", who="staff"),
    OnePerson("handed_over.lead", who="sales"),
    *map(OnePerson, ("warm", "disqualified", "withdrawn", "merged", "referred")),
    OnePerson("opportunity", opens=("[popovertarget^=next-]", "#move", "#win", "#loss", "#change-expected")),
    OnePerson("won"),
    OnePerson("won.lead", who="staff"),
    OnePerson("lost"),
    Page("contact", lambda small: {"pk": small.sale.contact_id}, opens=(SHEET, "[popovertarget^=deeds-]", "button[popovertarget=acts]")),
)
REPORTS = (
    *(Page(url_name, opens=("main button[popovertarget]",)) for url_name in CATALOGUE),
    *(Page(url_name, query="?from=not-a-day") for url_name in CATALOGUE),
    Page("overview", who="owner", opens=("button[popovertarget]",)),
    Page("goals"),
    Page("report_sources", who="staff"),
    Page("report_forecast", who="sales", opens=("main button[popovertarget]",)),
    Page("report_funnel", query="?period=everything", opens=("main button[popovertarget]",)),
    Page("report_funnel", query="?from=not-a-day", who="staff"),
    Page("report_handoffs", query="?period=everything&only=returned", who="staff"),
    Page("letter"),
    Page("letter", query="?kind=weekly", who="owner"),
    Page("saved_reports"),
    Page("saved_reports", who="staff"),
    Page("saved_report", pk_of("saved_report")),
    Page("saved_report_new", query="?of=/reports/sources/%3Fperiod%3Dlast_month"),
    Page("annotations"),
    Page("annotation", pk_of("date")),
    Page("report_health_list", lambda small: {"key": "no_source"}),
    Page("report_health_list", lambda small: {"key": "doubles"}),
    Page("report_health_list", lambda small: {"key": "stuck"}),
    Page("report_health_list", lambda small: {"key": "no_amount"}),
    Page("report_clients", query="?period=everything&source=blank", who="owner"),
    Page("clients", query="?repeat=1&again_from=2020-01-01"),
    Page("report_money", query="?by=campaign&period=everything", who="owner"),
    Page("report_money", query="?amount=lots&away=x&towards=blank"),
    Page("report_flows", query="?period=today", who="staff"),
    Page("report_sources", query="?by=channel"),
    Page("report_sources", query="?by=campaign&period=this_month"),
    Page("glossary", who="staff"),
    Page("playbook_figures", pk_of("stage")),
    Page("report_types", who="staff"),
)
SETTINGS = (
    Page("settings"),
    Page("business_settings"),
    Page("privacy_settings"),
    Page("mail_settings"),
    Page("mail_server"),
    Page("mailbox"),
    Page("passed_mail"),
    Page("working_hours"),
    Page("saved_files"),
    Page("people", opens=("main button[popovertarget]",)),
    Page("person", pk_of("staff")),
    Page("person", pk_of("gone")),
    Page("person", pk_of("careful")),
    Page("sources_settings", opens=("main button[popovertarget]",)),
    Page("source", pk_of("source")),
    Page("source_merger", pk_of("source")),
    Page("campaigns"),
    Page("campaign", pk_of("campaign")),
    Page("spend"),
    Page("imports"),
    Page("import", pk_of("draft")),
    Page("import", pk_of("done")),
    Page("import_taking_back", pk_of("done")),
    Page("import_values", pk_of("draft")),
    Page("import_preview", pk_of("answered")),
    Page("import_preview", pk_of("sold")),
    Page("hand_off_rules"),
    Page("stages"),
    Page("stage", pk_of("stage")),
    Page("lost_reason", pk_of("reason")),
    Page("products"),
    Page("product", pk_of("product")),
    Page("client_type", pk_of("client_type")),
    Page("client_type_merger", pk_of("client_type")),
    Page("sequences"),
    Page("sequences", who="sales"),
    Page("sequence", pk_of("sequence")),
    Page("sequence", pk_of("thanks")),
    Page("sequence_approval", pk_of("sequence")),
    Page("sequence_approval", pk_of("thanks")),
    Page("message_templates"),
    Page("message_template", pk_of("template")),
    Page("lead_sequences", lambda small: {"pk": small.run.lead_id}),
    Page("lead_sequences", pk_of("open_lead")),
    Page("opportunity", lambda small: {"pk": small.run.opportunity_id}, opens=("section[aria-labelledby='by-itself'] summary",)),
    Page("lead_sequence", lambda small: {"pk": small.run.lead_id, "sequence": small.sequence.pk}),
    Page("opportunity_sequence", lambda small: {"pk": small.opportunity.pk, "sequence": small.sequence.pk}),
    Page("profile"),
    Page("setup_ready"),
    Page("account_logout"),
    Page("account_change_password"),
    Page("account_reauthenticate"),
    Page("mfa_index"),
    Page("mfa_activate_totp"),
)
SECOND_STEP = (
    Page("mfa_index", who="careful"),
    Page("mfa_reauthenticate", who="careful"),
    Page("mfa_deactivate_totp", who="careful"),
    Page("mfa_view_recovery_codes", who="careful"),
    Page("mfa_generate_recovery_codes", who="careful"),
)
OUTSIDE = (
    Page("account_login", who=NOBODY),
    Page("account_reset_password", who=NOBODY),
    Page("account_inactive", who=NOBODY),
    Page("offline", who=NOBODY),
    Page("unsubscribe", lambda small: {"token": unsubscribe_links.token("someone@example.com")}, who=NOBODY),
    Page("letter_off", lambda small: {"token": letter_mail.token(small.owner)}, who=NOBODY),
    Page("join", token_of("invitation"), who=NOBODY),
    Page("join", token_of("password_link"), who=NOBODY),
    Page("join", token_of("used_link"), who=NOBODY),
    Page("setup_business", lambda small: {"token": small.business.setup_token}, who=NOBODY),
)
PAGES = {
    "log and leads": LOG + LEADS,
    "search": SEARCH,
    "pipeline": PIPELINE,
    "playbook and clients": CLIENTS,
    "people": PEOPLE,
    "reports": REPORTS,
    "settings": SETTINGS,
    "outside": SECOND_STEP + OUTSIDE,
}
"""Looked at in these parts, so that two browsers can share the work."""
EVERY_PAGE = tuple(page for part in PAGES.values() for page in part)

BEFORE_SET_UP = ("setup_business", "setup_sources", "setup_people")
"""Looked at before there is a business, in the order of the three steps."""

SEEN_ELSEWHERE = {
    "mfa_authenticate": "asked between the password and the first page: looked at on the way in of somebody with a second step",
}
NOT_PAGES = {
    "service_worker": "a script",
    "manifest": "what a browser installs",
    "leads_csv": "a file",
    "leads_xlsx": "a file",
    "spend_xlsx": "a file",
    "spend_csv": "a file",
    "activity_calendar": "a file",
    "reminders": "data for the script that reminds",
    "calendar_feed": "a file that calendar programs read",
    "leads_json": "a file",
    "mail_file": "a file that came with a mail",
    "contact_copy": "a file",
    "mfa_download_recovery_codes": "a file",
    "import_bad_rows": "a file",
    "import_bad_rows_xlsx": "a file",
    "known_contact": "a fragment of the card on the Log",
    "tally_counts": "numbers for the Log while it stands open",
    "today_count": "a number in the navigation",
    "sample_wipe": "looked at with the sample it belongs to, in leadtrack/tests/test_sample_pages.py; refused anywhere else",
    "lane": "a fragment of the board: the rest of a lane",
    "sequence_steps": "sends on to the page of its sequence",
    "sequence_step": "sends on to the page of its sequence",
    "lost_reasons": "sends on to the page of stages",
    "client": "sends on to the page of the person",
    "opportunity": "sends on to the page of the person; without one, opened in sales/tests/test_old_addresses.py",
    "contacts": "sends on to the list of leads",
    "client_types": "sends on to the page of what we sell",
}


def set_up_addresses() -> list[str]:
    """The three steps of a first start, each with and without a trade chosen where one can be."""
    token = setup.setup_path().split("/")[2]
    steps = [reverse(name, args=[token]) for name in BEFORE_SET_UP]
    return [*steps, f"{steps[1]}?trade={next(iter(TRADES)).key}"]
