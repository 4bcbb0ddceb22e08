"""What can be set up, for the Settings page. Like the navigation: what has no address (yet) is left out."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.navigation import address


@dataclass(frozen=True)
class Entry:
    url_name: str
    label: str
    about: str
    icon: str


@dataclass(frozen=True)
class Group:
    label: str
    entries: tuple[Entry, ...]


GROUPS = (
    Group(
        _("The business"),
        (
            Entry("business_settings", _("Business"), _("Name, country, time zone, currency, and the days to judge a lead by"), "store"),
            Entry("working_hours", _("Working hours"), _("When you work, and the days on which you are closed"), "clock"),
            Entry("mail_settings", _("E-mail"), _("How mail goes out, who you write as, and the mailbox for answers"), "mail"),
            Entry("people", _("People"), _("Who works here, what they may do, invitations and password links"), "users"),
            Entry("saved_files", _("Saved files"), _("Who carried a list or a report away, and how many rows it had"), "download"),
            Entry("privacy_settings", _("Privacy"), _("How long people are kept, and who was erased"), "shield"),
        ),
    ),
    Group(
        _("Marketing"),
        (
            Entry("sources_settings", _("Sources"), _("What brings people to you: the keys of the Log page, in your order"), "signpost"),
            Entry("campaigns", _("Campaigns"), _("The leaflet of May, the advert of June"), "megaphone"),
            Entry("spend", _("Spend"), _("What each source cost each month"), "wallet"),
            Entry("imports", _("Import"), _("Leads and sales from a spreadsheet"), "file-up"),
        ),
    ),
    Group(
        _("Sales"),
        (
            Entry(
                "hand_off_rules", _("Hand-off"), _("How soon sales answers, who does, and which leads go automatically"), "arrow-right-left"
            ),
            Entry("stages", _("Stages"), _("The steps of a sale, and the reasons for losing one"), "square-kanban"),
            Entry("products", _("What we sell"), _("Products, client types, and thanks for recommendations"), "package"),
            Entry("sequences", _("How we follow up"), _("What is sent and planned automatically, for a stage or a source"), "workflow"),
            Entry("message_templates", _("Messages"), _("The words that sequences send"), "mail"),
        ),
    ),
)


def visible_groups() -> list[tuple[str, list[tuple[Entry, str]]]]:
    """Each group's label with its entries and their addresses; groups with none are left out."""
    linked = [(group.label, [(entry, address(entry.url_name)) for entry in group.entries]) for group in GROUPS]
    reachable = [(label, [(entry, href) for entry, href in entries if href]) for label, entries in linked]
    return [(label, entries) for label, entries in reachable if entries]
