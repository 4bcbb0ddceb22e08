"""Files sent with a mail: kept with the lead, shown on its timeline, served as downloads only."""

import base64
from email.message import EmailMessage

import pytest
from django.urls import reverse

from leads.mail.inbound.file_store import forget_unused
from leads.mail.inbound.mailbox import poll
from leads.mail.parsing import files
from leads.mail.parsing.incoming import read
from leads.models import FileContent, Lead, MailFile
from leads.tests.mail.conftest import letter

PLAN = b"%PDF-1.7 the plan of a kitchen"


def mail_with(*attached: tuple[str, bytes], text: str = "Here is the plan.", sender: str = "nora@example.org") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = f"Nora Quill <{sender}>", "desk@alder.example", "A kitchen"
    mail["Message-ID"] = f"<{sender}.{len(attached)}>"
    mail.set_content(text)
    for name, data in attached:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes().replace(b"\n", b"\r\n")


@pytest.fixture
def arrive(mailbox, post):
    def deliver(*mails: bytes) -> list[MailFile]:
        for raw in mails:
            post.deliver(raw)
        poll(mailbox)
        return list(MailFile.objects.all())

    return deliver


@pytest.fixture
def sales(client, cast):
    client.force_login(cast.sales)
    return client


def test_file_is_on_the_timeline_and_comes_back_byte_by_byte(arrive, sales):
    [file] = arrive(mail_with(("plan.pdf", PLAN)))
    href = reverse("mail_file", args=[file.pk])
    assert href in sales.get(Lead.objects.get().get_absolute_url()).text
    answer = sales.get(href)
    assert answer.content == PLAN
    assert answer["Content-Disposition"] == 'attachment; filename="plan.pdf"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")


def test_stranger_gets_no_file(arrive, client):
    [file] = arrive(mail_with(("plan.pdf", PLAN)))
    assert client.get(reverse("mail_file", args=[file.pk])).status_code == 302
    assert client.get(reverse("mail_file", args=[file.pk])).content == b""


def test_same_file_in_two_mails_is_stored_once(arrive):
    kept = arrive(mail_with(("plan.pdf", PLAN)), mail_with(("copy.pdf", PLAN), sender="omar@example.org"))
    assert [file.name for file in kept] == ["plan.pdf", "copy.pdf"]
    assert FileContent.objects.count() == 1


def test_content_is_forgotten_with_its_last_mail(arrive):
    arrive(mail_with(("plan.pdf", PLAN)), mail_with(("copy.pdf", PLAN), sender="omar@example.org"))
    MailFile.objects.first().message.delete()
    assert (forget_unused(), FileContent.objects.count()) == (0, 1)
    MailFile.objects.first().message.delete()
    assert (forget_unused(), FileContent.objects.count()) == (1, 0)


PROGRAMS = ["setup.exe", "run.bat", "page.html", "picture.svg", "plan.pdf.js", "macro.docm", "a.lnk", "noend"]


def test_what_could_be_a_program_is_named_and_not_kept(arrive, sales):
    kept = arrive(mail_with(*((name, b"MZ") for name in PROGRAMS)))
    assert [(file.name, file.left_out, file.content) for file in kept] == [(name, "kind", None) for name in PROGRAMS]
    assert "it could be a program" in sales.get(Lead.objects.get().get_absolute_url()).text
    assert sales.get(reverse("mail_file", args=[kept[0].pk])).status_code == 404


def test_file_that_is_too_large_is_named(monkeypatch):
    monkeypatch.setattr(files, "MOST_BYTES", 20)
    [large, small] = read(mail_with(("large.pdf", PLAN), ("small.pdf", b"%PDF"))).files
    assert (large.data, large.left_out, large.size, small.data) == (None, "size", len(PLAN), b"%PDF")


def test_of_many_files_the_first_are_kept(monkeypatch):
    kept = read(mail_with(*((f"{n}.pdf", PLAN) for n in range(22)))).files
    assert [file.left_out for file in kept] == [""] * 20 + ["count"] * 2
    monkeypatch.setattr(files, "MOST_TOGETHER", 2 * len(PLAN))
    assert [file.left_out for file in read(mail_with(*((f"{n}.pdf", PLAN) for n in range(3)))).files] == ["", "", "count"]


def test_file_that_was_cut_off_is_not_kept_in_part():
    raw = mail_with(("small.pdf", b"%PDF"), ("plan.pdf", PLAN * 1000))
    assert [file.left_out for file in read(raw[:-5000]).files] == ["", "cut"]


NAMES = {"../../etc/passwd.pdf": "passwd.pdf", "C:\\plans\\a.pdf": "a.pdf", "plan\u202efdp.exe": "planfdp.exe", f"{'x' * 300}.pdf": None}


@pytest.mark.parametrize("name", NAMES)
def test_name_of_a_file_is_harmless(name):
    [file] = read(mail_with((name, PLAN))).files
    assert file.name == (NAMES[name] or f"{'x' * 130}…{'x' * 15}.pdf")


def test_logo_of_a_signature_is_no_file():
    picture = {"Content_Type": "image/png; name=logo.png", "Content_ID": "<logo@x>", "Content_Transfer_Encoding": "base64"}
    assert read(letter(text=base64.b64encode(b"x" * 500).decode(), **picture).encode()).files == ()
    assert len(read(letter(text=base64.b64encode(b"x" * 50_000).decode(), **picture).encode()).files) == 1


def test_files_of_a_report_are_not_kept(arrive, business):
    assert arrive(mail_with(("plan.pdf", PLAN)).replace(b"To: desk", b"Auto-Submitted: auto-replied\r\nTo: desk")) == []
