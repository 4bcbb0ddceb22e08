"""What can be set up, for the Settings page. Like the navigation: what has no address (yet) is left out."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from accounts.nav import address


@dataclass(frozen=True)
class Room:
    url_name: str
    label: str
    about: str
    icon: str


@dataclass(frozen=True)
class Group:
    label: str
    rooms: tuple[Room, ...]


GROUPS = (
    Group(
        _("The business"),
        (
            Room("business_settings", _("Business"), _("Name, country, time zone, currency, and the days to judge a lead by"), "store"),
            Room("working_hours", _("Working hours"), _("When you work, and the days on which you are closed"), "clock"),
            Room("mail_settings", _("E-mail"), _("How mail goes out, who you write as, and the mailbox for answers"), "mail"),
            Room("people", _("People"), _("Who works here, what they may do, invitations and password links"), "users"),
            Room("saved_files", _("Saved files"), _("Who carried a list or a report away, and how many rows it had"), "download"),
        ),
    ),
    Group(
        _("Marketing"),
        (
            Room("sources_settings", _("Sources"), _("What brings people to you: the keys of the Log page, in your order"), "signpost"),
            Room("campaigns", _("Campaigns"), _("The leaflet of May, the advert of June"), "megaphone"),
            Room("spend", _("Spend"), _("What each source cost each month"), "wallet"),
            Room("imports", _("Import"), _("Leads and sales from a spreadsheet"), "file-up"),
        ),
    ),
    Group(
        _("Sales"),
        (
            Room(
                "hand_off_rules", _("Hand-off"), _("How soon sales answers, who does, and which leads go by themselves"), "arrow-right-left"
            ),
            Room("stages", _("Stages"), _("The steps of a sale, and the reasons for losing one"), "square-kanban"),
            Room("products", _("What we sell"), _("Products, client types, and thanks for recommendations"), "package"),
            Room("sequences", _("How we follow up"), _("What is sent and planned by itself, for a stage or a source"), "workflow"),
            Room("message_templates", _("Messages"), _("The words that sequences send"), "mail"),
        ),
    ),
)


def groups() -> list[tuple[str, list[tuple[Room, str]]]]:
    """Each group's label with its rooms and their addresses; groups with none are left out."""
    found = [(group.label, [(room, address(room.url_name)) for room in group.rooms]) for group in GROUPS]
    reachable = [(label, [(room, href) for room, href in rooms if href]) for label, rooms in found]
    return [(label, rooms) for label, rooms in reachable if rooms]
