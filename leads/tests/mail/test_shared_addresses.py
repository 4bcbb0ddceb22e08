"""An address that several people of a firm write from is no proof of one person."""

import pytest

from leads.mail.inbound.mailbox import poll
from leads.models import Contact, Lead
from leads.tests.mail.conftest import letter

ALIKE = ["Maria Lind <maria@example.com>", "M. Lind <maria@example.com>", "maria@example.com", "maria <maria@example.com>"]


@pytest.mark.parametrize("sender", ALIKE)
def test_writer_called_alike_is_the_same_person(mailbox, post, lead, sender):
    post.deliver(letter(sender))
    poll(mailbox)
    assert Contact.objects.get() == lead.contact
    assert lead.touches.count() == 1


def test_writer_called_otherwise_is_another_person(mailbox, post, lead):
    post.deliver(letter("Bo Berg <maria@example.com>"))
    poll(mailbox)
    other = Lead.objects.exclude(pk=lead.pk).get()
    assert (other.contact.name, lead.touches.count()) == ("Bo Berg", 0)
    assert other.notes == "Shares maria@example.com with Maria Lind; they are kept as two people."
    assert Contact.objects.get(pk=lead.contact_id).name == "Maria Lind"
