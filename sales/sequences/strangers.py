"""Who may be written to by itself. Anybody can send us mail, under any address: a sequence that took in what came that way
would let a stranger choose whom we write to. Such an enquiry waits until one of us has had it in hand."""

from django.db.models import Exists, OuterRef, Q

from leads.models import Activity, Channel, HandOff, Lead, LeadChange, Message, Touch


def known_to_us() -> Q:
    """Of leads: it came another way than by mail (that of a form too), one of us logged it, or has done anything with it since."""
    of_form = Message.objects.incoming().filter(lead=OuterRef("pk")).exclude(text_fields={})
    return ~(Q(channel=Channel.EMAIL) | Q(Exists(of_form))) | Q(logged_by__isnull=False) | _in_hand()


def is_a_strangers(lead: Lead) -> bool:
    return not Lead.objects.filter(known_to_us(), pk=lead.pk).exists()


def _in_hand() -> Q:
    """Done by a person: something with them, a change, a hand-over or its acceptance, a further contact, a message by hand."""
    mine = Q(lead=OuterRef("pk"))
    deeds = [rows.objects.filter(mine, by__isnull=False) for rows in (Activity, LeadChange, HandOff, Touch)]
    deeds.append(HandOff.objects.filter(mine, decided_by__isnull=False))
    deeds.append(Message.objects.outgoing().filter(mine, by__isnull=False, reference=""))
    found = Q()
    for each in deeds:
        found |= Q(Exists(each))
    return found
