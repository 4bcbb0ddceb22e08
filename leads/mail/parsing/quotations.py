"""What somebody wrote, without the earlier mail that their program quoted: above, below or between their own lines.

Only what is known to be quoted is taken out, and nothing is cut off behind it. Libraries for this (mail-parser-reply 1.36,
quotequail 0.5.4) keep what stands above the first quotation alone, so an answer between the quoted lines is lost.
"""

import re
from collections.abc import Iterable

from leads.mail.parsing.header_block import header_blocks

QUOTED = re.compile(r"^[ \t]*>(?!From )")
"""A ">" that an mbox file put before “From ” at the beginning of a line quotes nothing."""
OPENERS = "on|am|le|el|il|in data|op|em|dnia|w dniu|den|dne|na|at|il giorno|from"
VERBS = (
    r"wrote|writes|schrieb|schreibt|a écrit|écrivait|escribió|escribio|ha scritto|schreef|escreveu|napisała?|pisze|skrev|napsala?|kirjoitti"
)
SPOKEN = re.compile(rf"(?:^|[\s,>])(?:{VERBS})\b", re.IGNORECASE)
OPENED = re.compile(rf"^(?:{OPENERS})\b", re.IGNORECASE)
ADDRESSED = re.compile(r"^\W*\d.*<[^<>\s]+@[^<>\s]+>\s*:$")
MARKER = re.compile(
    r"^[\s*]*(?:[-_]{2,} ?(?:original message|original appointment|forwarded message|ursprüngliche nachricht|originalnachricht"
    r"|weitergeleitete nachricht|message d'origine|message d’origine|message original|message transféré|message initial"
    r"|mensaje original|mensaje reenviado|messaggio originale|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht"
    r"|mensagem original|wiadomość oryginalna|ursprungligt meddelande) ?[-_]{2,}|_{10,})[\s*]*$",
    re.IGNORECASE,
)
LINK = re.compile(r"<?(?:https?://|mailto:)[^\s<>]*>?")
MOST_LINES = 4
LEAST_WRAPPED = 20
"""Letters from which on a line may be a part of a longer one of an earlier mail, that was broken in two."""


def own_words(text: str, *, earlier: Iterable[str] = ()) -> str:
    """`earlier`: texts of the mails before, by which a quotation without marks is known. All of it where nothing would be left."""
    lines = text.split("\n")
    quoted = _marked(lines)
    quoted |= _unmarked(lines, quoted, _Earlier(earlier))
    if not quoted:
        return text.strip()
    words = "\n".join(line for at, line in enumerate(lines) if at not in quoted)
    return re.sub(r"\n[ \t]*\n\s*\n", "\n\n", words).strip() or text.strip()


def _marked(lines: list[str]) -> set[int]:
    """The lines that begin with a ">", and the line that says who wrote them."""
    quoted = {at for at, line in enumerate(lines) if QUOTED.match(line)}
    starts = [at for at in quoted if at - 1 not in quoted]
    return quoted.union(*(_attribution(lines, at) for at in starts))


def _attribution(lines: list[str], start: int) -> range:
    """The lines above `start`, a blank one between at most, that say who wrote what follows: mail programs break them."""
    end = start - 1 if start and not lines[start - 1].strip() else start
    choices = [range(end - count, end) for count in range(1, MOST_LINES + 1) if end >= count]
    joined = [(rows, " ".join(lines[at].strip() for at in rows)) for rows in choices if all(lines[at].strip() for at in rows)]
    opened = (rows for rows, words in joined if OPENED.match(words) and _says_who(words))
    return next(opened, None) or next((rows for rows, words in joined[:1] if _says_who(words)), range(0))


def _says_who(words: str) -> bool:
    """“On 3 May, Ann <ann@…> wrote:” Without a day or an address it may be a sentence of theirs."""
    words = words.strip()
    if len(words) > 400 or not words.endswith((":", "：")):
        return False
    return bool(ADDRESSED.match(words) or (SPOKEN.search(words) and re.search(r"\d|@", words)))


class _Earlier:
    """The lines of earlier mails, however they were broken since."""

    def __init__(self, texts: Iterable[str]):
        plain = [[_plain(line) for line in text.split("\n")] for text in texts]
        self.lines = {line for lines in plain for line in lines if line}
        self.whole = "\n".join(" ".join(filter(None, lines)) for lines in plain)

    def has(self, line: str) -> bool:
        words = _plain(line)
        return words in self.lines or (len(words) >= LEAST_WRAPPED and words in self.whole)


def _plain(line: str) -> str:
    return " ".join(LINK.sub("", line).replace("*", "").split()).casefold()


def _unmarked(lines: list[str], quoted: set[int], earlier: _Earlier) -> set[int]:
    """The lines that quote without a mark, as Outlook does: below such a head, whatever stands in an earlier mail.

    Where none of it does, nobody knows what is quoted, and all of it stays, the head too.
    """
    heads = _heads(lines, quoted)
    if not heads:
        return set()
    below = {at for at in range(max(heads[0]) + 1, len(lines)) if lines[at].strip() and at not in quoted}
    known = {at for at in below.difference(*heads) if earlier.has(lines[at])}
    left = below.difference(*heads) - known
    return known.union(*heads) if known or not left else set()


def _heads(lines: list[str], quoted: set[int]) -> list[range]:
    """Copied headers, “Original Message”, and lines that say who wrote what follows, none of them marked. In their order."""
    heads = [range(block.start, block.end) for block in header_blocks(lines)]
    heads += [range(at, at + 1) for at, line in enumerate(lines) if MARKER.match(line)]
    ends = [at for at, line in enumerate(lines) if at not in quoted and line.rstrip().endswith((":", "："))]
    heads += [rows for at in ends if (rows := _attribution(lines, at + 1)) and OPENED.match(lines[rows.start].strip())]
    return sorted((rows for rows in heads if rows and rows.start not in quoted), key=lambda rows: rows.start)
