"""Mail whose words stand in a part that is no text: it says what lies in it."""

from dataclasses import replace
from email.message import Message as Mail

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from leads.mail.headers import clean
from leads.mail.invitations import answer_in
from leads.mail.reading import MOST_PARTS, Incoming


def with_words(incoming: Incoming) -> Incoming:
    """The answer of a calendar and what was added to it come first; a mail without text names its files."""
    answer = answer_in(incoming.mail)
    if answer:
        words = [str(answer), answer.comment, "" if answer.comment in incoming.text else incoming.text]
        return replace(incoming, text="\n\n".join(filter(None, words)))
    files = [] if incoming.text.strip() else named_files(incoming.mail)
    if not files:
        return incoming
    return replace(incoming, text=_("There is no text in this mail, only: %(files)s") % {"files": ", ".join(files)})


def named_files(mail: Mail) -> list[str]:
    """Name or kind, and size, of what is no text. At most ten."""
    parts = [part for part in list(mail.walk())[:MOST_PARTS] if not part.is_multipart()]
    others = [part for part in parts if part.get_content_maintype() != "text" or part.get_content_disposition() == "attachment"]
    return [f"{_name(part)} ({filesizeformat(_size(part))})" for part in others[:10]]


def _name(part: Mail) -> str:
    try:
        name = part.get_filename()
    except Exception:  # Python's reader of parameters stumbles over some
        name = None
    return clean(" ".join(str(name or part.get_content_type()).split()))[:100]


def _size(part: Mail) -> int:
    try:
        return len(part.get_payload(decode=True) or b"")
    except Exception:
        return len(str(part.get_payload()))
