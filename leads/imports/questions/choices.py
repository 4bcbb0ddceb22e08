"""Fields with a fixed set of values. A value outside is asked about once, and the answer holds for the whole file."""

from collections.abc import Callable
from typing import Protocol

from django.utils.translation import gettext as _

from leads.models import Channel
from leads.models.source import name_key

WON, LOST, OPEN = "won", "lost", "open"


class Asked(Protocol):
    def known(self, text: str) -> str | None:
        """Our value of `text`, or None when it has to be asked about."""

    def choices(self, text: str = "") -> list[tuple[str, str]]:
        """The values to choose from for `text`, with their labels."""

    def proposal(self, text: str) -> str:
        """The likeliest answer, or nothing."""


class Outcomes:
    """What says only that it is not won (0, no, false, nein) is asked about: it may be open still."""

    WORDS = {
        WON: "won 1 yes y true win sold closed-won customer converted gewonnen ganado gagné vinto ja sí si oui sim",
        LOST: "lost loss closed-lost verloren perdido perdu perso",
        OPEN: "open pending in-progress offen abierto ouvert aperto aberto",
    }
    KNOWN = {word.replace("-", " "): value for value, words in WORDS.items() for word in words.split()}

    def known(self, text: str) -> str | None:
        return self.KNOWN.get(name_key(text).replace("-", " ").replace("_", " "))

    def choices(self, text: str = "") -> list[tuple[str, str]]:
        return [(OPEN, _("Open")), (WON, _("Won")), (LOST, _("Lost"))]

    def proposal(self, text: str) -> str:
        return outcome_in(text)


class Channels:
    WORDS = {
        Channel.WALK_IN: "walk in|walkin|counter|showroom|in person|visit|shop|store",
        Channel.PHONE: "phone|call|telephone|phone call|inbound call|on the phone",
        Channel.WEBSITE: "website|web|web form|website form|online|form|landing page|chat|chatbot",
        Channel.EMAIL: "email|e mail|mail|newsletter",
        Channel.MESSAGE: "message|sms|whatsapp|messenger|text|dm|text message",
        Channel.EVENT: "event|trade show|fair|exhibition|conference|webinar|networking event",
        Channel.OUTBOUND: "outbound|cold call|cold email|we contacted them|prospecting",
    }
    KNOWN = {word: value for value, words in WORDS.items() for word in words.split("|")}

    def known(self, text: str) -> str | None:
        """By our own value or label only; other words are proposed, since "call" may be theirs or ours."""
        key = name_key(text)
        spelt = {name_key(str(label)): value for value, label in Channel.choices}
        for value in Channel.values:
            spelt |= {value.replace("_", between): value for between in "_- "}
        return spelt.get(key)

    def choices(self, text: str = "") -> list[tuple[str, str]]:
        return [("", _("Not known")), *((value, str(label)) for value, label in Channel.choices)]

    def proposal(self, text: str) -> str:
        return self.KNOWN.get(name_key(text).replace("-", " ").replace("_", " "), "")


SAYS_LOST = {*["lost", "disqualified", "unqualified", "dead", "rejected", "cancelled", "canceled", "verloren", "perdu", "perdido", "perso"]}
SAYS_WON = {*["won", "sold", "converted", "gewonnen", "ganado", "gagné", "vinto"]}
SAYS_NOT = {"not", "un", "no", "non", "never"}


def outcome_in(text: str) -> str:
    """Won or lost as far as the words of a stage say so, else open: `Closed Won`, `7 - Lost`, `Closed - Not Converted`."""
    words = set("".join(c if c.isalnum() else " " for c in name_key(text)).split())
    if words & SAYS_LOST:
        return LOST
    if words & SAYS_WON or words >= {"sale", "done"}:
        return LOST if words & SAYS_NOT else WON
    return OPEN


readers: dict[str, Callable[[], Asked]] = {"outcome": Outcomes, "channel": Channels}
"""What makes the reader of a field; one is made for each run, so that it may remember. Sales adds the stages."""
