"""A mail that a colleague passed on, as the usual mail programs write it: whose it was, their words, and the colleague's."""

from email.message import EmailMessage

import pytest

from leads.mail.parsing.forwards import forward_in
from leads.mail.parsing.incoming import read

PETRA = ("Novak, Petra", "petra@cafe.example")
HELLO = "Hello,\n\ncould you quote 40 chairs?\nPetra"
NOTE = "Please take this one."
WHO = "Novak, Petra <petra@cafe.example>"
QUOTED = '"Novak, Petra" <petra@cafe.example>'
GMAIL = f"---------- {{marker}} ---------\n{{label}}: {WHO}\nDate: Thu, 26 Nov 2026 at 09:12\nSubject: Chairs\nTo: <o@alder.example>\n"
BLOCKS = {
    "Gmail": GMAIL.format(marker="Forwarded message", label="From"),
    "Gmail de": GMAIL.format(marker="Weitergeleitete Nachricht", label="Von"),
    "Gmail es": GMAIL.format(marker="Mensaje reenviado", label="De"),
    "Outlook": f"{'_' * 32}\nFrom: {WHO}\nSent: Thursday, November 26, 2026 9:12 AM\nTo: o\nSubject: Chairs\n",
    "Outlook, old": "-----Original Message-----\nFrom: Novak, Petra [mailto:petra@cafe.example]\nSent: Thu\nTo: o\nSubject: Chairs\n",
    "Outlook de": f"Von: {WHO}\nGesendet: Donnerstag, 26. November 2026 09:12\nAn: o\nBetreff: Chairs\n",
    "Outlook fr": f"De : {WHO}\nEnvoyé : jeudi 26 novembre 2026 09:12\nÀ : o\nObjet : Chairs\n",
    "Outlook es": f"De: {WHO}\nEnviado el: jueves, 26 de noviembre\nPara: o\nAsunto: Chairs\n",
    "Outlook it": f"Da: {WHO}\nInviato: giovedì 26 novembre 2026\nA: o\nOggetto: Chairs\n",
    "Outlook nl": f"Van: {WHO}\nVerzonden: donderdag 26 november 2026\nAan: o\nOnderwerp: Chairs\n",
    "Apple": f"Begin forwarded message:\n\nFrom: {WHO}\nSubject: Chairs\nDate: 26 November 2026\nTo: o@alder.example\n",
    "Apple de": f"Anfang der weitergeleiteten Nachricht:\n\nVon: {WHO}\nBetreff: Chairs\nDatum: 26. November\nAn: o\n",
    "Apple fr": f"Début du message transféré :\n\nDe: {WHO}\nObjet: Chairs\nDate: 26 novembre\nÀ: o\n",
    "Thunderbird de": f"-------- Weitergeleitete Nachricht --------\nBetreff: \tChairs\nDatum: \tThu\nVon: \t{WHO}\nAn: \to\n",
    "claws-mail de": f"Beginn der weitergeleiteten Nachricht:\n\nDatum: Thu\nVon: {QUOTED}\nAn: o\nBetreff: Chairs\n",
    "mutt": f"----- Forwarded message from {QUOTED} -----\n\nDate: Thu\nFrom: {QUOTED}\nTo: o\nSubject: Chairs\n",
    "alpine": f"---------- Forwarded message ----------\nDate: Thu\nFrom: {QUOTED}\nTo: o\nSubject: Chairs\n",
    "nmh": "------- Forwarded Message\n\nFrom: =?utf-8?Q?Novak=2C_Petra?= <petra@cafe.example>\nTo: o\nSubject: Chairs\nX-Id: 1\n",
}


def read_forward(text: str, *, subject: str = "Fwd: Chairs"):
    return forward_in(text, subject=subject, is_ours=lambda address: address.endswith("alder.example"))


@pytest.mark.parametrize("program", BLOCKS)
def test_person_and_words_are_read_as_each_program_writes_them(program):
    forward = read_forward(f"{NOTE}\n\n{BLOCKS[program]}\n{HELLO}\n")
    assert (forward.name, forward.email, forward.subject, forward.text, forward.note) == (*PETRA, "Chairs", HELLO, NOTE)


@pytest.mark.parametrize("program", BLOCKS)
def test_quoted_forward_is_read_too(program):
    quoted = "\n".join(f"> {line}" for line in f"{BLOCKS[program]}\n{HELLO}".split("\n"))
    forward = read_forward(f"{NOTE}\n\n{quoted}\n")
    assert (forward.email, forward.text, forward.note) == (PETRA[1], HELLO, NOTE)


def test_end_of_what_was_passed_on_is_known():
    forward = read_forward(f"{BLOCKS['mutt']}\n{HELLO}\n\n----- End forwarded message -----\nTom\n")
    assert (forward.text, forward.note) == (HELLO, "Tom")


@pytest.mark.parametrize("subject", ["Fwd: Chairs", "WG: Chairs", "TR : Chairs", "Chairs (fwd)", "[petra@cafe.example: Chairs]", "Chairs"])
def test_subject_is_the_customers(subject):
    assert read_forward(f"Forwarded message from Petra on Tue Nov 24, 2026 at 4:42 PM:\n{HELLO}", subject=subject).subject == "Chairs"


def test_person_without_an_address_is_only_named():
    forward = read_forward(f"{NOTE}\n\nForwarded message from Petra Novak on Tue Nov 24, 2026 at 4:42 PM:\n{HELLO}\n")
    assert (forward.name, forward.email, forward.text) == ("Petra Novak", "", HELLO)


def test_forward_of_a_forward_is_of_whoever_is_not_of_us():
    inner = BLOCKS["Gmail"].replace("Novak, Petra <petra@cafe.example>", "Tom <tom@alder.example>")
    forward = read_forward(f"{inner}\nSee below.\n\n{BLOCKS['Gmail']}\n{HELLO}")
    assert (forward.email, forward.text) == (PETRA[1], HELLO)


def test_form_that_was_passed_on_is_of_whoever_filled_it_in():
    block = BLOCKS["Gmail"].replace("Novak, Petra <petra@cafe.example>", "Website <www@alder.example>")
    forward = read_forward(f"{block}\nName: Lena Berg\nEmail: lena@client.example\nPhone: 0113 496 0142")
    assert (forward.name, forward.email, forward.phone) == ("Lena Berg", "lena@client.example", "0113 496 0142")


def test_mail_of_one_of_us_names_nobody():
    forward = read_forward(BLOCKS["Gmail"].replace("petra@cafe.example", "tom@alder.example") + f"\n{HELLO}")
    assert (forward.name, forward.email, forward.text) == ("", "", HELLO)


def test_attached_mail_is_a_mail_of_its_own():
    inner, outer = EmailMessage(), EmailMessage()
    inner["From"], inner["Subject"], inner["Date"] = "Petra Nováková <petra@cafe.example>", "Židle", "Thu, 26 Nov 2026 09:12:00 +0100"
    inner.set_content("Dobrý den, 40 židlí?\n")
    outer["From"], outer["Subject"] = "Tom <tom@alder.example>", "Fwd: Židle"
    outer.set_content(NOTE)
    outer.add_attachment(inner)
    forward = read_forward(read(outer.as_bytes()).text)
    assert (forward.name, forward.email, forward.subject) == ("Petra Nováková", "petra@cafe.example", "Židle")
    assert (forward.text, forward.note) == ("Dobrý den, 40 židlí?", NOTE)


def test_table_of_thunderbird_in_html_is_read():
    rows = "".join(
        f"<tr>\n<th>{label}: </th>\n<td>{value}</td>\n</tr>\n"
        for label, value in (
            ("Betreff", "Chairs"),
            ("Datum", "Thu, 26 Nov"),
            ("Von", "Novak, Petra <a href='x'>&lt;petra@cafe.example&gt;</a>"),
            ("An", "o"),
        )
    )
    html = f"<p>{NOTE}</p><div>-------- Weitergeleitete Nachricht --------<table><tbody>{rows}</tbody></table><p>Hello</p></div>"
    raw = f"From: tom@alder.example\r\nContent-Type: text/html\r\n\r\n{html}".encode()
    forward = read_forward(read(raw).text)
    assert (forward.name, forward.email, forward.text, forward.note) == (*PETRA, "Hello", NOTE)


@pytest.mark.parametrize("text", ["Can you call them?", "From: the shop\nTo: the office", "> On Monday Petra wrote:\n> Hello", ""])
def test_words_without_a_mail_in_them_pass_nothing_on(text):
    assert read_forward(text) is None
