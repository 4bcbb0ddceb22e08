"""Outlook's `winmail.dat`: the files in it are files of the mail, its text is read where there is no other."""

import pytest

from leads.mail.inbound.mailbox import poll
from leads.mail.parsing.incoming import read
from leads.models import MailFile, Message
from leads.tests.mail.test_files_of_mail import PLAN, mail_with
from leads.tests.mail.winmail import winmail


def names(raw: bytes) -> list[str]:
    return [file.name for file in read(raw).files]


def test_files_inside_are_files_of_the_mail(mailbox, post):
    post.deliver(mail_with(("winmail.dat", winmail(("plan.pdf", PLAN), ("Maße für Köln.txt", b"3 m")))))
    poll(mailbox)
    assert list(MailFile.objects.order_by("name").values_list("name", flat=True)) == ["Maße für Köln.txt", "plan.pdf"]
    assert bytes(MailFile.objects.get(name="plan.pdf").content.data) == PLAN


def test_text_inside_is_read_where_there_is_no_other(mailbox, post):
    post.deliver(mail_with(("winmail.dat", winmail(text="Wir hätten gern eine Küche.")), text=""))
    poll(mailbox)
    assert Message.objects.get().text == "Wir hätten gern eine Küche."


def test_text_of_the_mail_comes_first():
    assert read(mail_with(("winmail.dat", winmail(text="The same, packed.")))).text == "Here is the plan."


@pytest.mark.parametrize("data", [b"", b'x\x9f>"', winmail(("plan.pdf", PLAN))[:40], b"%PDF-1.7", winmail()])
def test_what_cannot_be_unpacked_stays_a_file(data):
    assert names(mail_with(("winmail.dat", data))) == ["winmail.dat"]


def test_program_inside_is_named_and_not_kept():
    [file] = read(mail_with(("winmail.dat", winmail(("setup.exe", b"MZ"))))).files
    assert (file.name, file.data, file.left_out) == ("setup.exe", None, "kind")


def test_name_inside_leads_into_no_folder():
    assert names(mail_with(("winmail.dat", winmail((r"..\..\plan.pdf", PLAN))))) == ["plan.pdf"]


def test_limits_hold_for_files_inside():
    many = [(f"{n}.txt", b"x") for n in range(25)]
    kept = [file for file in read(mail_with(("winmail.dat", winmail(*many)))).files if file.data]
    assert len(kept) == 20
