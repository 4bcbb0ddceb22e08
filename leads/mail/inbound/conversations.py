"""Which message of ours a mail answers or reports on, by the ids it names."""

from leads.models import Message

WENT = (*Message.GONE, Message.Status.BOUNCED)


def answered_message(named: tuple[str, ...]) -> Message | None:
    """The message we sent that has one of these ids, the first of them that is ours; a provider may have given it another id.

    Our ids cannot be guessed, so whoever names one has had the message. Addresses prove nothing, since anybody can write them.
    """
    sent = Message.objects.outgoing().filter(status__in=WENT).exclude(lead=None).select_related("lead")
    spelt = {each: _spellings(each) for each in named}
    every = set().union(*spelt.values())
    known = sent.filter(message_id__in=named) | sent.filter(provider_id__in=every)
    found = {name: message for message in known for name in (message.message_id, message.provider_id)}
    return next((found[name] for each in named for name in (each, *spelt[each]) if name and name in found), None)


def _spellings(ident: str) -> tuple[str, ...]:
    """How a provider may have told us an id: as it stands in the mail, without its brackets, or without the name of its server."""
    bare = ident.strip("<>")
    return tuple(filter(None, (ident, bare, bare.partition("@")[0])))
