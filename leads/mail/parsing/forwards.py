"""A mail that a colleague passed on: whose it was, what that person wrote, and what the colleague wrote above it.

The shapes are those of the usual mail programs: Gmail, Outlook, Apple Mail, Thunderbird, Roundcube, mutt, alpine, claws-mail,
sylpheed, s-nail, nmh and aerc, in their languages; attached mails stand in the text in the same shape.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from leads.mail.parsing.form_fields import form_fields
from leads.mail.parsing.header_block import header_blocks
from leads.mail.parsing.headers import address_in, decoded_text

WORDS = (
    r"forwarded (?:message|mail)|original message|weitergeleitete nachricht|weitergeleiteten nachricht|originalnachricht"
    r"|ursprüngliche nachricht|message (?:transféré|réexpédié|original|d[’']origine)|mensaje (?:reenviado|original)|messaggio (?:inoltrato"
    r"|originale)|(?:doorgestuurd|oorspronkelijk) bericht|mensagem (?:encaminhada|original)|przekazan\w* wiadomoś\w+|przekierowywany list"
    r"|vidarebefordrat meddelande|videresendt besked"
)
MARKER = re.compile(rf"^[\s*]*(?:[-_]{{2,}} ?(?:{WORDS})\b.*|(?:\w+ (?:\w+ )?)?(?:{WORDS}) ?:)[\s*]*$", re.IGNORECASE)
NAMED = re.compile(r"^[\s*]*Forwarded message from (?P<name>.+?) on .+:\s*$", re.IGNORECASE)
"""aerc names the writer and gives no address."""
END = re.compile(r"^\s*-{3,} ?(?:end|ende|fin|fine|einde|koniec)\b.*$", re.IGNORECASE)
PREFIX = r"^(?:fwd?|wg|tr|rv|reenv|i|inoltro|doorst|enc|vs|vb|pd)\s*:"
IS_FORWARDED = re.compile(rf"{PREFIX}|\(fwd\)$|^\[[^\s@\]]+@[^\s@\]]+: .*\]$", re.IGNORECASE)
AROUND = re.compile(rf"{PREFIX}\s*|\s*\(fwd\)$|^\[[^\s@\]]+@[^\s@\]]+: (?=.*\]$)|(?<=.)\]$", re.IGNORECASE)
ANSWERED = re.compile(r"^(?:re|aw|antw|sv|res|rif|odp)\s*(?:\[\d+\])?:", re.IGNORECASE)
QUOTE = re.compile(r"^> ?")
NEAR = 3
"""Lines between a marker and the header it announces."""


@dataclass(frozen=True)
class Forward:
    """`name`, `email` and `phone` are of the likely person, and may be empty. `date` is as it stands. `note`: the colleague's words."""

    name: str
    email: str
    phone: str
    subject: str
    date: str
    text: str
    note: str


@dataclass(frozen=True)
class _Head:
    """Lines from `start` to before `end`: what announces the mail that was passed on."""

    start: int
    end: int
    fields: dict[str, str]


def forward_in(text: str, *, subject: str, is_ours: Callable[[str], bool]) -> Forward | None:
    """None where no header of another mail is in it."""
    for lines in _layers(text):
        heads = _heads(lines)
        if heads:
            return _forward(lines, heads, subject=subject, is_ours=is_ours)
    return None


def is_answer(subject: str) -> bool:
    """An answer quotes a mail with its header, and passes nothing on."""
    return bool(ANSWERED.match(subject.strip()))


def is_forwarded(subject: str) -> bool:
    """Whether a subject says so."""
    return bool(IS_FORWARDED.search(subject.strip()))


def _layers(text: str) -> list[list[str]]:
    """The lines, and once more without the marks of one quotation: some programs quote what they pass on."""
    lines = text.split("\n")
    return [lines, [QUOTE.sub("", line) for line in lines]]


def _heads(lines: list[str]) -> list[_Head]:
    named = [(at, match["name"]) for at, line in enumerate(lines) if (match := NAMED.match(line))]
    heads = [_Head(at, at + 1, {"from": name}) for at, name in named]
    for block in header_blocks(lines):
        above = [at for at in range(max(block.start - NEAR, 0), block.start) if MARKER.match(lines[at])]
        heads.append(_Head(above[0] if above else block.start, block.end, block.fields))
    return sorted(heads, key=lambda head: head.start)


def _forward(lines: list[str], heads: list[_Head], *, subject: str, is_ours: Callable[[str], bool]) -> Forward:
    """Of several, one inside the other, the first that none of us wrote."""
    people = [address_in(head.fields["from"]) for head in heads]
    theirs = next((number for number, person in enumerate(people) if person is None or not is_ours(person.address)), len(heads) - 1)
    head, person = heads[theirs], people[theirs]
    name, email = (person.name, person.address) if person else (decoded_text(head.fields["from"]), "")
    end = next((at for at in range(head.end, len(lines)) if END.match(lines[at])), len(lines))
    words = _tidy(lines[head.end : end])
    fields = form_fields(words)
    if email and is_ours(email):
        name, email = (fields.name, fields.email) if fields else ("", "")
    return Forward(
        name=name[:200],
        email=email,
        phone=fields.phone if fields and fields.email in ("", email) else "",
        subject=decoded_text(head.fields.get("subject") or AROUND.sub("", subject))[:500],
        date=head.fields.get("date", ""),
        text=words,
        note=_tidy([*lines[: heads[0].start], *lines[end + 1 :]]),
    )


def _tidy(lines: list[str]) -> str:
    text = "\n".join(line.rstrip() for line in lines if not re.fullmatch(r"_{10,}", line.strip()))
    return re.sub(r"^>From ", "From ", text, flags=re.MULTILINE).strip()
