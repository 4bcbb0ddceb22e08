"""Who may do what: every URL of LeadTrack, one row each, read by test_access.py. A URL without a row fails there.

To add a URL, add one row, beside its neighbours:

    Row("lead_disqualification", EVERYONE, POST, leads)

1. its name in urls.py;
2. the roles let in, written here once more and independently of the view: EVERYONE, SELLERS, OFFICE, … or PUBLIC
   (anybody, signed in or not); those of a report stand in its row of `reports.core.catalogue`;
3. the methods it takes: GET (and with it HEAD), POST or BOTH (the rest must answer 405);
4. the objects to try it on, when its address names one: a function from the World (world.py) to one tuple of arguments an
   object; give it one's own and somebody else's where there is such a thing;
5. `also=(404,)` when being let in may end so all the same, since the object is in no state for it;
6. `own=True` where it takes back a slip: a salesperson is let in to what they did, and to nobody else's; owner and admin are
   let in to everybody's (`accounts.access.may_undo`).

Taken back by anyone the row lets in, since the page offers the deed itself to all of them: what moves an activity or a date,
ticks a step, withdraws or restores an enquiry, parts what was merged, skips a step of a sequence, or opens what was lost.
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.roles import EVERYONE, MONEY, OFFICE, SELLERS, Role
from leads.mail import unsubscribe_links
from reports.core.catalogue import PAGES
from reports.letter import post as letter_mail
from tests.access.world import World

PUBLIC = ()
"""Nobody needs to be signed in."""
SALES_ONLY = (Role.SALES,)
GET, POST, BOTH = ("GET",), ("POST",), ("GET", "POST")


def no_object(world: World) -> list[tuple]:
    return [()]


@dataclass(frozen=True)
class Row:
    name: str
    roles: tuple[Role, ...]
    methods: tuple[str, ...] = GET
    objects: Callable[[World], list[tuple]] = no_object
    also: tuple[int, ...] = ()
    own: bool = False

    @property
    def is_public(self) -> bool:
        return self.roles == PUBLIC


def each(attribute: str) -> Callable[[World], list[tuple]]:
    """The keys of all objects the World keeps under that name."""
    return lambda world: [(thing.pk,) for thing in getattr(world, attribute)]


leads, activities, hand_offs, opportunities = each("leads"), each("activities"), each("hand_offs"), each("opportunities")
people, invitations, sources, campaigns = each("people"), each("invitations"), each("sources"), each("campaigns")
stages, lost_reasons, clients, sales, sheets = each("stages"), each("lost_reasons"), each("clients"), each("sales"), each("sheets")
refunds, products, client_types = each("refunds"), each("products"), each("client_types")
messages, questions, not_nows = each("messages"), each("questions"), each("not_nows")
passed_mails, mail_files = each("passed_mails"), each("mail_files")
sequences, sequence_steps, templates, runs = each("sequences"), each("sequence_steps"), each("templates"), each("runs")
imports, holidays, absences = each("imports"), each("holidays"), each("absences")

saved_views, bulks, likenesses, merged = each("saved_views"), each("bulks"), each("likenesses"), each("merged")
dates, saved_reports = each("dates"), each("saved_reports")


def contacts(world: World) -> list[tuple]:
    return [(lead.contact_id,) for lead in world.leads]


def checks(world: World) -> list[tuple]:
    return [(key,) for key in ("no_source", "doubles", "stuck")]


def letters_of(world: World) -> list[tuple]:
    return [(letter_mail.token(person),) for person in (world.cast.owner, world.cast.everything)]


def pairs(world: World) -> list[tuple]:
    earlier, later = world.opportunities
    return [(earlier.lead.contact_id, later.lead.contact_id)]


def steps_of_opportunities(world: World) -> list[tuple]:
    return [(one.pk, one.stage.steps.first().pk) for one in world.opportunities]


def moves(world: World) -> list[tuple]:
    return [(one.pk, change.to_stage_id, change.from_stage_id) for one in world.moved for change in one.changes.exclude(from_stage=None)]


def links(world: World) -> list[tuple]:
    return [(token,) for token in world.links]


def setup_link(world: World) -> list[tuple]:
    return [(world.setup_token,)]


FIRST_START = (
    Row("setup_business", PUBLIC, BOTH, setup_link),
    Row("setup_sources", PUBLIC, BOTH, setup_link),
    Row("setup_people", PUBLIC, BOTH, setup_link),
    Row("setup_ready", OFFICE),
    Row("sample_fill", PUBLIC, POST, setup_link, also=(404,)),
    Row("sample_wipe", OFFICE, BOTH, also=(403,)),
)
SIGNING_IN = (
    Row("account_login", PUBLIC, BOTH),
    Row("account_logout", PUBLIC, BOTH),
    Row("account_inactive", PUBLIC),
    Row("account_reset_password", PUBLIC),
    Row("account_change_password", EVERYONE, BOTH),
    Row("account_reauthenticate", EVERYONE, BOTH),
    Row("mfa_index", EVERYONE),
    Row("mfa_authenticate", PUBLIC, BOTH),
    Row("mfa_reauthenticate", EVERYONE, BOTH, also=(403,)),
    Row("mfa_activate_totp", EVERYONE, BOTH),
    Row("mfa_deactivate_totp", EVERYONE, BOTH, also=(404,)),
    Row("mfa_view_recovery_codes", EVERYONE, also=(404,)),
    Row("mfa_generate_recovery_codes", EVERYONE, BOTH),
    Row("mfa_download_recovery_codes", EVERYONE, also=(404,)),
)
PEOPLE = (
    Row("settings", OFFICE),
    Row("business_settings", OFFICE, BOTH),
    Row("working_hours", OFFICE, BOTH),
    Row("holidays", OFFICE, POST),
    Row("holiday_removal", OFFICE, POST, holidays),
    Row("holiday_return", OFFICE, POST, holidays),
    Row("saved_files", OFFICE),
    Row("people", OFFICE),
    Row("person", OFFICE, BOTH, people),
    Row("deactivation", OFFICE, POST, people),
    Row("reactivation", OFFICE, POST, people),
    Row("password_link", OFFICE, POST, people),
    Row("two_step_removal", OFFICE, POST, people),
    Row("belongings", OFFICE, POST, people),
    Row("belongings_return", OFFICE, POST, people),
    Row("invitations", OFFICE, POST),
    Row("invitation_withdrawal", OFFICE, POST, invitations),
    Row("join", PUBLIC, BOTH, links),
    Row("absences", OFFICE, POST, people),
    Row("absence_removal", EVERYONE, POST, absences, also=(404,)),
    Row("absence_return", EVERYONE, POST, absences, also=(404,)),
    Row("profile", EVERYONE, BOTH),
    Row("own_absences", EVERYONE, POST),
    Row("preferences", EVERYONE, POST),
    Row("calendar_address", EVERYONE, POST),
    Row("calendar_revocation", EVERYONE, POST),
    Row("other_sessions", EVERYONE, POST),
)
TALLY = (
    Row("tally", EVERYONE),
    Row("service_worker", PUBLIC),
    Row("manifest", PUBLIC),
    Row("offline", PUBLIC),
    Row("tally_counts", EVERYONE),
    Row("capture", EVERYONE, POST),
    Row("known_contact", EVERYONE),
    Row("new_lead", EVERYONE, BOTH),
    Row("lead_details", EVERYONE, POST, leads),
    Row("lead_source", EVERYONE, POST, leads),
    Row("lead_withdrawal", EVERYONE, POST, leads),
    Row("lead_restoration", EVERYONE, POST, leads),
    Row("lead_separation", EVERYONE, POST, leads),
    Row("sheet", EVERYONE, BOTH),
    Row("sheet_print", EVERYONE),
    Row("sheet_entered", EVERYONE, GET, sheets),
    Row("sheet_withdrawal", EVERYONE, POST, sheets),
)
LEADS = (
    Row("leads", EVERYONE),
    Row("search", EVERYONE),
    Row("leads_xlsx", OFFICE),
    Row("leads_csv", OFFICE),
    Row("leads_json", OFFICE),
    Row("lead", EVERYONE, GET, leads),
    Row("lead_change", EVERYONE, BOTH, leads),
    Row("lead_person", EVERYONE, BOTH, leads),
    Row("lead_referral", EVERYONE, BOTH, leads),
    Row("lead_referral_end", EVERYONE, POST, leads),
    Row("lead_referral_former", EVERYONE, POST, lambda world: [(one.pk, one.contact_id) for one in world.leads if one.contact_id]),
    Row("lead_disqualification", EVERYONE, POST, leads),
    Row("lead_reopening", EVERYONE, POST, leads),
    Row("lead_taking_back", EVERYONE, POST, leads),
    Row("lead_warmth", EVERYONE, POST, leads),
    Row("lead_warmth_end", EVERYONE, POST, leads),
    Row("lead_warmth_undoing", EVERYONE, POST, lambda world: [(one.lead_id, one.pk) for one in world.activities]),
    Row("activities", EVERYONE, POST, leads),
    Row("activity_completion", EVERYONE, POST, activities),
    Row("activity_dropping", EVERYONE, POST, activities),
    Row("activity_reopening", EVERYONE, POST, activities),
    Row("reminders", EVERYONE),
    Row("activity_calendar", EVERYONE, GET, activities),
    Row("calendar_feed", PUBLIC, GET, lambda world: [(world.feed.token,)]),
    Row("contact_merger", EVERYONE, GET, contacts),
    Row("contact_merger_with", EVERYONE, BOTH, pairs, also=(404,)),
    Row("lead_merger", EVERYONE, GET, leads),
    Row("lead_merger_with", EVERYONE, BOTH, lambda world: [tuple(one.pk for one in world.leads)]),
    Row("merger", EVERYONE, GET, merged),
    Row("merger_undoing", EVERYONE, POST, merged, own=True),
    Row("write_mail", EVERYONE, BOTH, leads),
    Row("own_mail", EVERYONE, GET, lambda world: [(one.lead_id, one.pk) for one in world.activities], also=(404,)),
    Row("opting_out", EVERYONE, POST, leads),
    Row("opt_out_lifting", EVERYONE, POST, leads),
    Row("message_sending_again", EVERYONE, POST, messages),
    Row("mail_file", EVERYONE, GET, mail_files),
    Row("message_arrival", EVERYONE, POST, messages),
    Row("message_leaving", EVERYONE, POST, messages),
    Row("message_requester", EVERYONE, POST, questions),
    Row("message_dismissal", EVERYONE, POST, questions),
    Row("message_question", EVERYONE, POST, questions),
    Row("contact_privacy", OFFICE, BOTH, contacts),
    Row("contact_copy", OFFICE, GET, contacts),
    Row("privacy_settings", OFFICE, BOTH),
    Row("mail_settings", OFFICE, BOTH),
    Row("mail_server", OFFICE, BOTH),
    Row("mail_server_test", OFFICE, POST),
    Row("mail_server_removal", OFFICE, POST),
    Row("mailbox", OFFICE, BOTH),
    Row("mailbox_test", OFFICE, POST),
    Row("mailbox_removal", OFFICE, POST),
    Row("passed_mail", OFFICE, GET),
    Row("passed_mail_return", OFFICE, POST, passed_mails),
    Row("unsubscribe", PUBLIC, BOTH, lambda world: [(unsubscribe_links.token("maria@example.com"),)]),
    Row("activity_ending", EVERYONE, POST, activities),
    Row("activity_unending", EVERYONE, POST, activities),
    Row("activity_taking_back", EVERYONE, POST, activities),
    Row("activity_date", EVERYONE, POST, activities),
    Row("activity_former_date", EVERYONE, POST, lambda world: [(one.pk, one.due_on) for one in world.activities]),
)
MARKETING_SETTINGS = (
    Row("sources_settings", OFFICE, BOTH),
    Row("source", OFFICE, BOTH, sources),
    Row("source_place", OFFICE, POST, sources),
    Row("source_retirement", OFFICE, POST, sources),
    Row("source_return", OFFICE, POST, sources),
    Row("source_merger", OFFICE, BOTH, sources),
    Row("source_separation", OFFICE, POST, sources),
    Row("campaigns", OFFICE, BOTH),
    Row("campaign", OFFICE, BOTH, campaigns),
    Row("campaign_retirement", OFFICE, POST, campaigns),
    Row("campaign_return", OFFICE, POST, campaigns),
    Row("spend", OFFICE, BOTH),
    Row("spend_xlsx", OFFICE),
    Row("spend_csv", OFFICE),
    Row("imports", OFFICE, BOTH),
    Row("import", OFFICE, BOTH, imports),
    Row("import_values", OFFICE, BOTH, imports),
    Row("import_preview", OFFICE, GET, imports),
    Row("import_names", OFFICE, POST, imports),
    Row("import_layout", OFFICE, POST, imports),
    Row("import_start", OFFICE, POST, imports),
    Row("import_bad_rows", OFFICE, GET, imports),
    Row("import_bad_rows_xlsx", OFFICE, GET, imports),
    Row("import_taking_back", OFFICE, BOTH, imports, also=(404,)),
    Row("import_bringing_back", OFFICE, POST, imports),
    Row("import_removal", OFFICE, POST, imports),
)
SALES = (
    Row("hand_over", EVERYONE, BOTH, leads),
    Row("hand_off_accept", SALES_ONLY, POST, hand_offs),
    Row("hand_off_accept_undoing", SALES_ONLY, POST, hand_offs, also=(403,)),
    Row("hand_off_return", SALES_ONLY, BOTH, hand_offs),
    Row("hand_off_recipient", EVERYONE, BOTH, hand_offs),
    Row("hand_off_taking_back", EVERYONE, POST, hand_offs, also=(403,)),
    Row("hand_off_waiting", EVERYONE, POST, hand_offs),
    Row("hand_off_rules", OFFICE, BOTH),
    Row("today", EVERYONE),
    Row("digest", EVERYONE),
    Row("today_count", EVERYONE),
    Row("follow_up", EVERYONE, BOTH, activities),
    Row("follow_up_former", EVERYONE, POST, lambda world: [(one.pk, "x") for one in world.activities], also=(404,)),
    Row("board", SELLERS),
    Row("lane", SELLERS, GET, stages),
    Row("lane_opportunities", SELLERS, BOTH, stages),
    Row("saved_views", SELLERS, BOTH),
    Row("saved_view", SELLERS, BOTH, saved_views, also=(404,)),
    Row("saved_view_removal", SELLERS, POST, saved_views, also=(404,)),
    Row("saved_view_return", SELLERS, POST, saved_views, also=(404,)),
    Row("bulk_moves", SELLERS, POST),
    Row("bulk_assignments", SELLERS, POST),
    Row("bulk_losses", SELLERS, POST),
    Row("bulk_undoing", SELLERS, POST, bulks, also=(404,)),
    Row("opportunities", SELLERS),
    Row("opportunity", SELLERS, GET, opportunities),
    Row("opportunity_stage", SELLERS, BOTH, opportunities),
    Row("opportunity_former_stage", SELLERS, POST, moves, own=True),
    Row("opportunity_win", SELLERS, BOTH, opportunities),
    Row("opportunity_loss", SELLERS, BOTH, opportunities),
    Row("opportunity_reopening", SELLERS, POST, opportunities),
    Row("opportunity_details", SELLERS, BOTH, opportunities),
    Row("opportunity_step", SELLERS, POST, steps_of_opportunities),
    Row("opportunity_step_taken_back", SELLERS, POST, steps_of_opportunities),
    Row("stage_rules", OFFICE, POST, stages),
    Row("playbook", SELLERS),
    Row("playbook_print", SELLERS),
    Row("playbook_stage", SELLERS, GET, stages),
    Row("playbook_reading", SELLERS, POST, stages, also=(404,)),
    Row("playbook_versions", SELLERS, GET, stages),
    Row("playbook_version", SELLERS, GET, lambda world: [(one.pk, 1) for one in world.stages]),
    Row("playbook_differences", SELLERS, GET, stages),
    Row("playbook_version_draft", OFFICE, POST, lambda world: [(one.pk, 1) for one in world.stages]),
    Row("playbook_draft", OFFICE, BOTH, stages),
    Row("playbook_preview", OFFICE, GET, stages),
    Row("playbook_draft_removal", OFFICE, POST, stages),
    Row("playbook_draft_return", OFFICE, POST, stages),
    Row("playbook_publication", OFFICE, POST, stages),
    Row("playbook_readers", OFFICE),
    Row("clients", SELLERS),
    Row("clients_again", SELLERS),
    Row("client_again", SELLERS, POST, clients),
    Row("client_again_undoing", SELLERS, POST, opportunities, own=True),
    Row("client_not_now", SELLERS, POST, clients, also=(404,)),
    Row("client_not_now_undoing", SELLERS, POST, not_nows, own=True),
    Row("contacts", EVERYONE),
    Row("contact", EVERYONE, GET, clients),
    Row("client", SELLERS, GET, clients),
    Row("client_sales", SELLERS, BOTH, clients),
    Row("client_about", SELLERS, BOTH, clients),
    Row("sale_change", SELLERS, BOTH, sales),
    Row("sale_refunds", SELLERS, BOTH, sales),
    Row("refund_undoing", SELLERS, POST, refunds, own=True),
    Row("products", OFFICE, BOTH),
    Row("product", OFFICE, BOTH, products),
    Row("product_place", OFFICE, POST, products),
    Row("product_retirement", OFFICE, POST, products),
    Row("product_return", OFFICE, POST, products),
    Row("client_types", OFFICE, BOTH),
    Row("client_type", OFFICE, BOTH, client_types),
    Row("client_type_retirement", OFFICE, POST, client_types),
    Row("client_type_return", OFFICE, POST, client_types),
    Row("client_type_merger", OFFICE, BOTH, client_types),
    Row("thanks", OFFICE, POST),
    Row("sale_reversal", SELLERS, BOTH, sales),
    Row("sale_undoing", SELLERS, POST, sales, own=True),
    Row("stages", OFFICE, BOTH),
    Row("stage", OFFICE, BOTH, stages),
    Row("stage_place", OFFICE, POST, stages),
    Row("stage_retirement", OFFICE, POST, stages),
    Row("stage_return", OFFICE, POST, stages),
    Row("lost_reasons", OFFICE, BOTH),
    Row("lost_reason", OFFICE, BOTH, lost_reasons),
    Row("lost_reason_place", OFFICE, POST, lost_reasons),
    Row("lost_reason_retirement", OFFICE, POST, lost_reasons),
    Row("lost_reason_return", OFFICE, POST, lost_reasons),
)
SEQUENCES = (
    Row("sequences", SELLERS, BOTH),
    Row("sequence_proposals", SELLERS, POST),
    Row("sequence", SELLERS, BOTH, sequences),
    Row("sequence_steps", SELLERS, BOTH, sequences),
    Row("sequence_approval", SELLERS, BOTH, sequences),
    Row("sequence_off", SELLERS, POST, sequences),
    Row("sequence_retirement", SELLERS, POST, sequences),
    Row("sequence_return", SELLERS, POST, sequences),
    Row("sequence_step", SELLERS, BOTH, sequence_steps),
    Row("sequence_step_place", SELLERS, POST, sequence_steps),
    Row("sequence_step_removal", SELLERS, POST, sequence_steps),
    Row("sequence_step_return", SELLERS, POST, sequence_steps),
    Row("message_templates", SELLERS, BOTH),
    Row("message_template", SELLERS, BOTH, templates),
    Row("message_template_retirement", SELLERS, POST, templates),
    Row("message_template_return", SELLERS, POST, templates),
    Row("lead_sequences", SELLERS, GET, leads),
    Row("lead_sequence", SELLERS, BOTH, lambda world: [(one.pk, world.sequences[0].pk) for one in world.leads]),
    Row("opportunity_sequence", SELLERS, BOTH, lambda world: [(one.pk, world.sequences[0].pk) for one in world.opportunities]),
    Row("run_pause", SELLERS, POST, runs),
    Row("run_going_on", SELLERS, POST, runs),
    Row("run_takeover", SELLERS, POST, runs),
    Row("run_return", SELLERS, POST, runs),
    Row("run_skip", SELLERS, POST, lambda world: [(run.pk, 0) for run in world.runs]),
    Row("run_unskip", SELLERS, POST, lambda world: [(run.pk, 0) for run in world.runs]),
)
REPORTS = (
    *(Row(url_name, page.item.roles) for url_name, page in PAGES.items()),
    Row("goals", OFFICE, BOTH),
    Row("letter", MONEY),
    Row("letter_off", PUBLIC, BOTH, letters_of),
    Row("saved_reports", EVERYONE),
    Row("saved_report_new", EVERYONE, BOTH, also=(400,)),
    Row("saved_report", EVERYONE, BOTH, saved_reports, also=(404,)),
    Row("saved_report_removal", EVERYONE, POST, saved_reports, also=(404,)),
    Row("saved_report_return", EVERYONE, POST, saved_reports, also=(404,)),
    Row("annotations", OFFICE, BOTH),
    Row("annotation", OFFICE, BOTH, dates),
    Row("annotation_removal", OFFICE, POST, dates),
    Row("annotation_return", OFFICE, POST, dates),
    Row("report_health_list", OFFICE, GET, checks),
    Row("two_people", OFFICE, POST, pairs),
    Row("likeness_undoing", OFFICE, POST, likenesses),
    Row("glossary", EVERYONE),
    Row("playbook_figures", SELLERS, GET, stages),
)
ROWS = FIRST_START + SIGNING_IN + PEOPLE + TALLY + LEADS + MARKETING_SETTINGS + SALES + SEQUENCES + REPORTS
