"""What somebody wrote is seen, wherever they wrote it; what their program quoted is not shown again."""

import pytest

from leads.mail.parsing.html_text import as_text
from leads.mail.parsing.quotations import own_words

ATTRIBUTIONS = [
    "On Tue, Nov 24, 2026 at 04:42:10PM +0100, Alder Kitchens wrote:",
    "On 24 November 2026 at 16:42, Alder Kitchens <office@alder.example>\nwrote:",
    "Am 24.11.2026 um 16:42 schrieb Alder Kitchens:",
    "Am Di., 24. Nov. 2026 um 16:42 Uhr schrieb Alder Kitchens <\noffice@alder.example>:",
    "Le Tue, Nov 24, 2026 at 04:42:10PM +0100, Alder Kitchens a écrit :",
    "Le mar. 24 nov. 2026 à 16:42, Alder Kitchens <office@alder.example> a\nécrit :",
    "El mar, 24 nov 2026 a las 16:42, Alder Kitchens (<office@alder.example>)\nescribió:",
    "Il giorno mar 24 nov 2026 alle ore 16:42 Alder Kitchens <\noffice@alder.example> ha scritto:",
    "Op di 24 nov 2026 om 16:42 schreef Alder Kitchens <office@alder.example>:",
    "Dnia Tue, Nov 24, 2026 at 04:42:10PM +0100, Alder Kitchens napisał(a):",
    "2026-11-24 16:42 GMT+01:00 Alder Kitchens <office@alder.example>:",
    "Alder Kitchens <office@alder.example> schrieb am 24.11.2026:",
]
OUTLOOK = {
    "en": "From: Alder Kitchens <office@alder.example>\nSent: Tuesday, 24 November 2026 16:42\nTo: Luc Petit\nSubject: Your kitchen",
    "de": "Von: Alder Kitchens <office@alder.example>\nGesendet: Dienstag, 24. November 2026 16:42\nAn: Luc Petit\nBetreff: Küche",
    "fr": "De : Alder Kitchens <office@alder.example>\nEnvoyé : mardi 24 novembre 2026 16:42\nÀ : Luc Petit\nObjet : Cuisine",
    "es": "De: Alder Kitchens <office@alder.example>\nEnviado: martes, 24 de noviembre de 2026 16:42\nPara: Luc Petit\nAsunto: Cocina",
    "it": "Da: Alder Kitchens <office@alder.example>\nInviato: martedì 24 novembre 2026 16:42\nA: Luc Petit\nOggetto: Cucina",
    "nl": "Van: Alder Kitchens <office@alder.example>\nVerzonden: dinsdag 24 november 2026 16:42\nAan: Luc Petit\nOnderwerp: Keuken",
}
OURS = "Dear Luc,\n\nthe kitchen costs 12,000 with oak, and 11,000 in beech, everything built in.\nMay we begin?\n\nTom"


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_answer_between_the_quoted_lines_is_shown(line):
    text = f"Bonjour,\n\n{line}\n> Guten Tag,\n> \n> die Küche kostet 12.000\n\nOui, nous la prenons.\n\n> - Insel\n"
    assert own_words(text) == "Bonjour,\n\nOui, nous la prenons."


@pytest.mark.parametrize("line", ATTRIBUTIONS)
def test_answer_below_a_long_quotation_is_shown(line):
    quotation = "\n".join(f"> line {number} of a long offer" for number in range(300))
    assert own_words(f"{line}\n\n{quotation}\n\nYes, we take it.") == "Yes, we take it."


def test_long_answer_is_not_cut():
    assert own_words("word " * 3000).count("word") == 3000


@pytest.mark.parametrize("language", OUTLOOK)
def test_mail_quoted_without_marks_is_known_by_its_words(language):
    text = f"Yes, gladly.\n\n________________________________\n{OUTLOOK[language]}\n\n{OURS}"
    assert own_words(text, earlier=[OURS]) == "Yes, gladly."


@pytest.mark.parametrize("language", OUTLOOK)
def test_answer_inside_a_quotation_without_marks_is_shown(language):
    inside = OURS.replace("May we begin?", "May we begin?\nYes, on Monday.")
    assert own_words(f"See below.\n\n{OUTLOOK[language]}\n\n{inside}", earlier=[OURS]) == "See below.\n\nYes, on Monday."


def test_quoted_lines_that_were_broken_are_known():
    broken = OURS.replace("and 11,000 in", "and 11,000 in\n")
    assert own_words(f"Yes.\n\n-----Original Message-----\n{OUTLOOK['en']}\n\n{broken}", earlier=[OURS]) == "Yes."


def test_mail_of_somebody_else_stays_with_its_head():
    text = f"Can you do it like this?\n\n{OUTLOOK['en']}\n\nWe offer you marble."
    assert own_words(text, earlier=[OURS]) == text


def test_quotation_of_an_apple_in_html_is_taken_out():
    html = (
        "<p>Yes.</p><div><blockquote type='cite'><div>On 24 Nov 2026, at 16:42, Alder wrote:</div><p>May we begin?</p></blockquote></div>"
    )
    assert own_words(as_text(html)) == "Yes."


def test_indented_words_are_no_quotation():
    assert own_words(as_text("<p>Hello</p><blockquote style='margin:0 0 0 40px'>Oak, please</blockquote>")) == "Hello\n\nOak, please"


@pytest.mark.parametrize(
    "text",
    [
        "As Tom wrote:\n> it is ready\nThank you.",
        "We need these, on Monday at 9:\n\nsink, tap",
        "Colours: red\nFrom: the shop",
        "Our time is short.\n>From Monday on you can call.",
    ],
)
def test_their_own_sentences_stay(text):
    assert own_words(text).split("\n")[0] == text.split("\n")[0]
    assert own_words(text).split("\n")[-1] == text.split("\n")[-1]


def test_what_is_nothing_but_a_quotation_is_shown():
    assert own_words("> It is ready.\n") == "> It is ready."
