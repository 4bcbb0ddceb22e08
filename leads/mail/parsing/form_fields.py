"""What a visitor typed into a form of a website, out of the mail that the form's program made of it.

Lines (“Name: Lena Berg”), a label and its value below each other (WPForms, Gravity Forms, Squarespace), tables of two columns
(Jotform, Ninja Forms; `html_text` puts a tab between the cells), and the “From: Lena <…>” of Contact Form 7. What labels mean in
six languages is known from the headers of imported files.
"""

import re
from dataclasses import dataclass, replace
from urllib.parse import parse_qs, urlsplit

from leads.imports.columns.field_words import PHRASES, shorter_spellings, spelled
from leads.imports.columns.fitting import EMAIL, is_name, is_phone
from leads.mail.parsing.header_block import KINDS

ARTICLES = {"il", "la", "le", "l", "el", "der", "die", "das", "den", "tua", "uw", "mio", "mia"}
BODY_WORDS = "message body|nachrichtentext|nachrichteninhalt|corps du message|cuerpo del mensaje|corpo del messaggio|berichtinhoud|inhoud"
OWN_WORDS = {phrase: "notes" for phrase in BODY_WORDS.split("|")} | {
    "utm source": "utm_source",
    "utm campaign": "utm_campaign",
    "utm medium": "utm_medium",
    **dict.fromkeys(["page url", "url", "page", "landing page", "source url", "referrer url", "seite", "pagina", "page link"], "page"),
    **dict.fromkeys(["from", "von", "de", "da", "van"], "from"),
}
TAKEN = {"name", "first_name", "last_name", "company", "phone", "email", "interest", "notes", "source", "campaign"}
LINE = re.compile(r"^\s*(?P<label>[^:：\t]{1,70}?)\s*(?:[:：]\s*|\t\s*)(?P<value>.*)$")
DECORATION = " \t*_=#•·-–—:："
EITHER = re.compile(r" (?:or|oder|ou|o|of) ")
FOOTER = re.compile(
    r"^(?:-- ?|-{3,}|={3,}|_{3,}|\*{3,})$|^(?:this e-?mail was sent from|sent from|diese e-?mail wurde|powered by)\b", re.IGNORECASE
)
FITS = {"email": EMAIL.search, "phone": is_phone}
"""Where something else stands behind such a label (“Contact me by: E-mail”), the next one of that kind counts."""
MOST_LINES = 400
LONGEST = {"name": 200, "company": 200, "interest": 500, "heard_from": 80, "utm_source": 80, "utm_campaign": 80, "message": 5000}


@dataclass(frozen=True)
class FormFields:
    """What was read; empty where it stands nowhere. `heard_from`: their answer to how they heard of us."""

    name: str = ""
    company: str = ""
    phone: str = ""
    email: str = ""
    interest: str = ""
    message: str = ""
    heard_from: str = ""
    utm_source: str = ""
    utm_campaign: str = ""

    @property
    def is_somebody(self) -> bool:
        return bool(self.email or self.phone)

    @property
    def filled(self) -> dict[str, str]:
        return {name: value for name, value in vars(self).items() if value}


def form_fields(text: str) -> FormFields | None:
    """None unless it names a way to reach somebody, and one thing more."""
    values = _values([line.rstrip() for line in text.split("\n")[:MOST_LINES]])
    fields = _with_page(_fields(values), values.get("page", ""))
    return fields if fields.is_somebody and len(fields.filled) > 1 else None


def _values(lines: list[str]) -> dict[str, str]:
    """The first value of each label. A message is the lines down to the next label or the foot of the mail."""
    values: dict[str, list[str]] = {}
    current = ""
    for line in lines:
        field, value = _labelled(line)
        if field and (field not in values or not _fits(field, values[field])):
            current = field
            values[field] = [value] if value else []
        elif FOOTER.match(line.strip()):
            current = current if current and not values[current] else ""
        elif current and (current == "notes" or (not values[current] and line.strip())):
            values[current].append(line.strip(" \t"))
    return {field: "\n".join(rows).strip() for field, rows in values.items() if any(rows)}


def _fits(field: str, rows: list[str]) -> bool:
    return field not in FITS or bool(FITS[field]("\n".join(rows)))


def _labelled(line: str) -> tuple[str, str]:
    """The field whose label a line begins with, or is; and what stands behind it."""
    match = LINE.match(line)
    if match and (field := _field(match["label"])):
        return field, match["value"].strip(" \t*")
    is_label = len(line) <= 70 and not match
    return (_field(line), "") if is_label else ("", "")


def _field(label: str) -> str:
    label = label.strip(DECORATION).replace("_", " ").replace("[", " ").replace("]", " ")
    if not label or len(label.split()) > 9:
        return ""
    if spelled(label) in OWN_WORDS:
        return OWN_WORDS[spelled(label)]
    field = next((PHRASES[spelling] for spelling in _spellings(label) if PHRASES.get(spelling) in TAKEN), "")
    return field or ("interest" if KINDS.get(label.casefold()) == "subject" else "")


def _spellings(label: str) -> list[str]:
    """As it stands, without articles and words such as “your”, then one of two (“Comment or Message”)."""
    bare = " ".join(word for word in spelled(label).split() if word not in ARTICLES)
    either = [part for part in EITHER.split(bare) if part != bare]
    return [*shorter_spellings(label), *shorter_spellings(bare), *(spelling for part in either for spelling in shorter_spellings(part))]


def _fields(values: dict[str, str]) -> FormFields:
    """What cannot be what its label says is left out."""
    sender = EMAIL.search(values.get("from", ""))
    email = EMAIL.search(values.get("email", "")) or sender
    name = values.get("name") or " ".join(filter(None, (values.get("first_name"), values.get("last_name"))))
    name = name or (values.get("from", "").partition("<")[0].strip(' "') if sender else "")
    phone = values.get("phone", "").split("\n")[0]
    fields = {
        "name": name if is_name(name) else "",
        "company": values.get("company", ""),
        "interest": values.get("interest", ""),
        "message": values.get("notes", ""),
        "heard_from": values.get("source", ""),
        "utm_source": values.get("utm_source", ""),
        "utm_campaign": values.get("utm_campaign") or values.get("campaign", ""),
    }
    short = {field: value[: LONGEST[field]] for field, value in fields.items()}
    address = email.group().strip("<>()[],;.").lower()[:254] if email else ""
    return FormFields(email=address, phone=phone if is_phone(phone) else "", **short)


def _with_page(fields: FormFields, page: str) -> FormFields:
    """The address of the page may say which campaign led to it."""
    try:
        query = parse_qs(urlsplit(page.strip("<> ")).query)
    except ValueError:
        return fields
    tracked = {name: query[name][0][:80] for name in ("utm_source", "utm_campaign") if query.get(name) and not getattr(fields, name)}
    return replace(fields, **tracked)
