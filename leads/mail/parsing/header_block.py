"""The lines that mail programs copy from the header of an earlier mail into the text of a new one, whatever their language.

Outlook and most others put them above what is answered or forwarded: “From: … Sent: … To: … Subject: …”.
"""

import re
from dataclasses import dataclass

LABELS = {
    "from": "from, von, de, da, van, od, från, fra, lähettäjä, remitente, mittente, expéditeur, absender, afzender",
    "date": "date, sent, datum, gesendet, envoyé, envoyé le, fecha, enviado, enviado el, enviado em, data, inviato, verzonden"
    ", skickat, dato, sendt, wysłano, odesláno",
    "to": "to, an, à, a, para, aan, do, till, til, komu, empfänger, destinataire, destinatario, ontvanger",
    "copy": "cc, kopie (cc), kopie, copie à, copie, copia, cópia, kopia, dw",
    "subject": "subject, betreff, objet, sujet, asunto, oggetto, onderwerp, assunto, temat, ämne, emne, předmět",
    "reply_to": "reply-to, antwort an, répondre à, responder a, rispondi a, antwoord aan, antwoorden aan",
}
KINDS = {label.strip(): kind for kind, labels in LABELS.items() for label in labels.split(",")}
LINE = re.compile(r"^[ \t*_]*([^\W\d_][\w()' .-]{0,24}?)[ \t*_\u00a0\u202f]*[:：][*_]*(?:[ \t\u00a0]+(.*)|)$")
LEAST = 3
"""Kinds of lines that make a block, From among them: with fewer it may be a list that somebody typed."""


@dataclass(frozen=True)
class HeaderBlock:
    """`start` and `end` (the line after the last one) count lines. `fields`: what stands behind From, Date, To, Subject."""

    start: int
    end: int
    fields: dict[str, str]


def header_blocks(lines: list[str]) -> list[HeaderBlock]:
    """In the order of the text; time is linear in it."""
    blocks, at = [], 0
    while at < len(lines):
        block = _block(lines, at)
        if block:
            blocks.append(block)
        at = block.end if block else at + 1
    return blocks


def _block(lines: list[str], start: int) -> HeaderBlock | None:
    fields, at, last = {}, start, ""
    while at < len(lines):
        text = lines[at].strip()
        if not text:
            if last and _goes_on(lines, at, fields):
                at += 1
                continue
            break
        label, value = _split(lines[at])
        if label:
            last = KINDS.get(label, "other")
            fields.setdefault(last, value)
        elif last and (lines[at][0].isspace() or (last in ("to", "copy") and "@" in text)):
            fields[last] = f"{fields[last]} {text}"
        else:
            break
        if at == start and last == "other":
            return None
        at += 1
    known = fields.keys() - {"other", "copy", "reply_to"}
    return HeaderBlock(start, at, fields) if "from" in fields and len(known) >= LEAST else None


def _goes_on(lines: list[str], at: int, fields: dict[str, str]) -> bool:
    """Whether a label that was missing stands behind this empty line: a table becomes text with a line between its rows."""
    label = _split(lines[at + 1])[0] if at + 1 < len(lines) else ""
    return label in KINDS and KINDS[label] not in fields


def _split(line: str) -> tuple[str, str]:
    """Label and value. Labels of a mail's own header (“MIME-Version”) count as long as they have a dash."""
    match = LINE.match(line)
    if not match:
        return "", ""
    label = " ".join(match[1].casefold().split())
    return (label, (match[2] or "").strip()) if label in KINDS or "-" in label else ("", "")
