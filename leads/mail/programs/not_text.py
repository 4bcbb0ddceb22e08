"""Mail whose words stand in a part that is no text: it says what lies in it."""

from dataclasses import replace

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from leads.mail.parsing.incoming import Incoming
from leads.mail.programs.invitations import answer_in

MOST_NAMED = 10


def with_words(incoming: Incoming) -> Incoming:
    """The answer of a calendar and what was added to it come first; a mail without text names its files."""
    answer = answer_in(incoming.mail)
    if answer:
        words = [str(answer), answer.comment, "" if answer.comment in incoming.text else incoming.text]
        return replace(incoming, text="\n\n".join(filter(None, words)))
    if incoming.text.strip() or not incoming.files:
        return incoming
    files = ", ".join(f"{file.name} ({filesizeformat(file.size)})" for file in incoming.files[:MOST_NAMED])
    return replace(incoming, text=_("There is no text in this mail, only: %(files)s") % {"files": files})
