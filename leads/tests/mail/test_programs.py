"""Which mail a program wrote, by what stands in it; nothing is stored here."""

import pytest

from leads.mail.parsing.incoming import read
from leads.mail.programs.recognition import Kind, recognise
from leads.tests.mail import reports
from leads.tests.mail.conftest import letter

ID = "<c0ffee@alder.example>"


def kind(raw: str) -> Kind | None:
    program = recognise(read(raw.encode()))
    return program and program.kind


REPORTS = {
    Kind.FAILURE: [
        reports.failure(ID),
        reports.failure(ID, world="global-"),
        reports.dma(ID),
        letter("m@mx.example", X_Failed_Recipients="a@b.example"),
    ],
    Kind.DELAY: [reports.failure(ID, action="delayed", status="4.4.1")],
    Kind.ARRIVAL: [reports.failure(ID, action="relayed", status="2.0.0"), reports.failure(ID, action="delivered", status="2.0.0")],
    Kind.REJECTION: [reports.rejection(ID)],
    Kind.RECEIPT: [
        reports.receipt(ID),
        reports.receipt(ID, subject="Gelesen: Ihre Bank"),
        reports.receipt(ID, subject="Not read: Your bench", disposition="deleted"),
    ],
    Kind.COMPLAINT: [reports.complaint(ID)],
    Kind.INVITATION: [reports.calendar_answer(), reports.calendar_answer(status="DECLINED")],
}


@pytest.mark.parametrize(("expected", "raw"), [(kind, raw) for kind, mails in REPORTS.items() for raw in mails])
def test_report_is_known_by_its_parts_and_names_our_mail(expected, raw):
    program = recognise(read(raw.encode()))
    assert program.kind == expected
    assert ID in program.ids or expected == Kind.INVITATION or "X-Failed" in raw


CERTAIN = [
    {"Auto_Submitted": "auto-replied"},
    {"Auto_Submitted": "auto-replied (vacation)"},
    {"Auto_Submitted": "auto-generated; owner-email=a@b.example"},
    {"Auto_Submitted": "Auto-Notified"},
    {"Precedence": "auto_reply"},
    {"X_Precedence": "auto-reply"},
    {"Preference": "auto_reply"},
    {"X_Autoreply": "yes"},
    {"X_Autorespond": "Your bench"},
    {"X_Mail_Autoreply": "autoreply"},
    {"X_FC_MachineGenerated": "true"},
    {"X_POST_MessageClass": "9; Autoresponder"},
    {"Delivered_To": "Autoresponder"},
    {"Delivered_To": "responder@example.org"},
]


@pytest.mark.parametrize("headers", CERTAIN)
def test_one_certain_mark_is_a_program(headers):
    assert kind(letter(**headers)) == Kind.NOTE


WEAK = [
    {"X_Auto_Response_Suppress": "All"},
    {"X_Auto_Response_Suppress": "DR, OOF, AutoReply"},
    {"Precedence": "bulk"},
    {"Precedence": "junk"},
    {"Return_Path": "<>"},
    {"sender": "Desk <no-reply@example.org>"},
]
AWAY = [
    "Automatic reply: Your bench",
    "Out of office: Your bench",
    "Automatische Antwort: Ihre Bank",
    "Abwesenheitsnotiz",
    "Réponse automatique : Votre banc",
    "Respuesta automática: Su banco",
    "Risposta automatica: La panca",
    "Resposta automática: O banco",
    "Automatisch antwoord: Uw bank",
]


@pytest.mark.parametrize("headers", [*WEAK, *({"subject": subject} for subject in AWAY), {"Auto_Submitted": "no"}, {"X_Autoreply": "no"}])
def test_one_weak_mark_is_still_a_person(headers):
    assert kind(letter(**headers)) is None


@pytest.mark.parametrize("subject", AWAY)
@pytest.mark.parametrize("headers", WEAK[::2])
def test_two_weak_marks_are_a_program(subject, headers):
    assert kind(letter(subject=subject, **headers)) == Kind.NOTE


PEOPLE = {
    "an answer to a note": letter(subject="Re: Automatic reply: Your bench", Precedence="bulk"),
    "a postmaster with a question": letter("postmaster@small.example", subject="Delivery of a table", text="Do you deliver to Lund?"),
    "an answer that speaks of receipts": letter(subject="Read: your offer", text="I have read it. Can you come on Monday?"),
    "an acceptance in words": letter(subject="Accepted: your offer", text="Please begin."),
    "a calendar's answer with words of theirs": reports.calendar_answer(status="DECLINED", comment="Could we make it Tuesday?"),
    "a forwarded report": letter(
        subject="Fwd: Undelivered Mail",
        text=f"--x\r\nContent-Type: text/plain\r\n\r\nWhy?\r\n--x\r\nContent-Type: message/rfc822\r\n\r\n{reports.failure(ID)}--x--",
        Content_Type="multipart/mixed; boundary=x",
    ),
}


@pytest.mark.parametrize("name", PEOPLE)
def test_mail_of_people_is_no_programs(name):
    assert kind(PEOPLE[name]) is None


@pytest.mark.parametrize(
    "subject",
    ["Akzeptiert: Besuch", "Accepté : Visite", "Rechazado: Visita", "Accettato: Visita", "Aceite: Visita", "Geaccepteerd: Bezoek"],
)
def test_answer_of_a_calendar_without_a_word_is_a_programs(subject):
    assert kind(letter(subject=subject, text="")) == Kind.INVITATION


def test_receipt_without_mime_is_a_receipt():
    text = "Your message was read on Friday, 27 November 2026 21:10:00 (UTC)."
    assert kind(letter(subject="Read: Your bench", text=text)) == Kind.RECEIPT


def test_report_sent_encoded_names_our_mail():
    raw = reports.failure(ID, world="global-")
    encoded = "TWVzc2FnZS1JRDogPGMwZmZlZUBhbGRlci5leGFtcGxlPgpTdWJqZWN0OiB4Cgp4Cg=="
    head, _, tail = raw.partition("Content-Type: message/global\r\n\r\n")
    raw = f"{head}Content-Type: message/global\r\nContent-Transfer-Encoding: base64\r\n\r\n{encoded}\r\n--b--\r\n"
    assert tail
    assert ID in recognise(read(raw.encode())).ids
