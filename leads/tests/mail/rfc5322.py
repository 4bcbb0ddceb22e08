"""A strict reader of mails: RFC 5322 without its obsolete forms, RFC 2047, RFC 2369, and the limits of SMTP.

`faults(raw)` lists what a mail breaks, as sentences; nothing for a right one. It shares no code with what writes our mails.
"""

import re
from email import message_from_bytes, policy
from email.header import decode_header

ATOM = r"[A-Za-z0-9!#$%&'*+\-/=?^_`{|}~]+"
DOT_ATOM = rf"{ATOM}(?:\.{ATOM})*"
QUOTED = r'"(?:[ \t!#-\[\]-~]|\\[ -~\t])*"'
DOMAIN = rf"(?:{DOT_ATOM}|\[[!-Z^-~]*\])"
ADDRESS = rf"(?:{DOT_ATOM}|{QUOTED})@{DOMAIN}"
PHRASE = rf"(?:{ATOM}|{QUOTED})(?:[ \t]+(?:{ATOM}|{QUOTED}))*"
MAILBOX = rf"(?:(?:{PHRASE}[ \t]*)?<{ADDRESS}>|{ADDRESS})"
MAILBOXES = rf"{MAILBOX}(?:,[ \t]*{MAILBOX})*"
IDENT = rf"<{DOT_ATOM}@{DOMAIN}>"
HREF = r"<(?:https?|mailto):[!#-;=?-~]+>"
GRAMMAR = {
    "from": MAILBOXES,
    "to": MAILBOXES,
    "reply-to": MAILBOXES,
    "message-id": IDENT,
    "in-reply-to": IDENT,
    "references": rf"{IDENT}(?:[ \t]+{IDENT})*",
    "date": r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}",
    "list-unsubscribe": rf"{HREF}(?:,[ \t]*{HREF})*",
    "list-unsubscribe-post": "List-Unsubscribe=One-Click",
    "auto-submitted": "auto-generated",
    "mime-version": r"1\.0",
    "subject": r"[ -~\t]*",
}
NEEDED = {"from", "date", "message-id", "to", "subject"}
ENCODED = re.compile(r"=\?[^?\s]+\?[^?\s]+\?[^?\s]*\?=")
WORD = {
    "subject": re.compile(r"=\?utf-8\?(?:[Bb]\?[A-Za-z0-9+/]*={0,2}|[Qq]\?[!->@-~]*)\?="),
    "from": re.compile(r"=\?utf-8\?(?:[Bb]\?[A-Za-z0-9+/]*={0,2}|[Qq]\?[A-Za-z0-9!*+\-/=_]*)\?="),
}
LONGEST_LINE, LONGEST_WORD, LONGEST_WITH_WORD = 998, 75, 76


def faults(raw: bytes) -> list[str]:
    head = raw.partition(b"\r\n\r\n")[0]
    return [*_of_lines(raw, head), *_of_headers(head), *_of_parts(raw)]


def _of_lines(raw: bytes, head: bytes) -> list[str]:
    rest = raw.replace(b"\r\n", b"")
    lines = head.split(b"\r\n")
    checks = {
        "a CR or LF that stands alone": b"\r" in rest or b"\n" in rest,
        "a NUL": b"\0" in raw,
        "a line longer than 998 bytes": max(map(len, raw.split(b"\r\n"))) > LONGEST_LINE,
        "a header beyond ASCII": not head.isascii(),
        "a control in a header": bool(re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", head)),
        "a header line of nothing but spaces": any(not line.strip() for line in lines),
        "a line with encoded words longer than 76": any(b"=?" in line and len(line) > LONGEST_WITH_WORD for line in lines),
    }
    return [fault for fault, is_there in checks.items() if is_there]


def _of_headers(head: bytes) -> list[str]:
    unfolded = re.sub(r"\r\n(?=[ \t])", "", head.decode("latin-1"))
    pairs = [line.partition(":")[::2] for line in unfolded.split("\r\n")]
    names = [name.lower() for name, _value in pairs]
    listed = [f"{name} stands twice" for name in {*names} if names.count(name) > 1]
    listed += [f"{name} is missing" for name in NEEDED - {*names}]
    for name, value in pairs:
        listed += _of_header(name, value)
    return listed


def _of_header(name: str, value: str) -> list[str]:
    if not re.fullmatch(r"[!-9;-~]+", name):
        return [f"no name of a header: {name!r}"]
    name, value = name.lower(), value.removeprefix(" ")
    if name in GRAMMAR and not re.fullmatch(GRAMMAR[name], value):
        return [f"{name} is against its grammar: {value!r}"]
    if name.startswith("content-"):
        return []
    text = re.sub(QUOTED, "", value) if name in ("from", "to", "reply-to") else value
    return [fault for match in ENCODED.finditer(text) for fault in _of_word(name, match, text)]


def _of_word(name: str, match: re.Match, text: str) -> list[str]:
    """An encoded word stands in text only, alone between spaces, short, and holds whole characters."""
    around = text[: match.start()][-1:] + text[match.end() :][:1]
    pattern = WORD["from"] if name in ("to", "reply-to") else WORD.get(name)
    if pattern is None or not pattern.fullmatch(match[0]) or around.strip() or len(match[0]) > LONGEST_WORD:
        return [f"no encoded word in {name}: {match[0]!r}"]
    try:
        [(part, charset)] = decode_header(match[0])
        part.decode(charset)
    except Exception as error:
        return [f"{name} holds no whole characters in {match[0]!r}: {error}"]
    return []


def _of_parts(raw: bytes) -> list[str]:
    """What another reader complains of: of structure, of encodings, and of headers."""
    listed = []
    for part in message_from_bytes(raw, policy=policy.default).walk():
        encoding = str(part.get("Content-Transfer-Encoding", "7bit")).lower()
        text = part.get_payload() if not part.is_multipart() else ""
        listed += [f"defect: {defect!r}" for defect in part.defects]
        listed += [f"defect in {name}: {defect!r}" for name, value in part.items() for defect in value.defects]
        if encoding not in ("7bit", "quoted-printable", "base64") or not text.isascii():
            listed.append(f"a part is {encoding} and holds other bytes")
    return listed
