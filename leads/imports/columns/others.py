"""Columns that are about somebody or something else than the person of the row, though they hold numbers or names.

A fax, a pager, an assistant's or a company's main number is shared by colleagues: taken for the person's phone, it would make one
person of all of them. So would the address of the salesperson.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leads.imports.columns.field_words import spelled, word_set

OF_PERSONS = ("phone", "email", "name", "first_name", "last_name")


@dataclass(frozen=True)
class Other:
    """`words`: any of them in a header says it. `bars`: the fields it is not. `reason` follows the name of the column and a colon."""

    words: frozenset[str]
    reason: Promise
    bars: tuple[str, ...] = ("phone",)


FAX = Other(
    word_set("fax telefax faxes facsimile telecopie telecopieur faks факс फैक्स فاكس 传真 ファックス telex isdn tty tdd"),
    _("fax numbers are not people's phones"),
)
PAGER = Other(
    word_set("pager beeper pagers buscapersonas cercapersone semafoon pieper teleavertisseur radiomessagerie пейджер"),
    _("pagers are not people's phones"),
)
ASSISTANT = Other(
    word_set(
        "assistant assistants asst assistent assistentin assistenten assistenz sekretariat sekretarin secretary secretaire secretaria"
        " segretaria secretaresse asistente assistente emergency notfall spouse partnerin ehepartner"
    ),
    _("somebody else's, not theirs"),
    bars=OF_PERSONS,
)
STAFF = Other(
    word_set(
        "owner rep agent assigned assignee salesperson seller advisor consultant staff employee manager handled created modified updated"
        " edited"
        " besitzer bearbeiter bearbeitet verkaufer zustandig erstellt geandert proprietaire vendeur propietario vendedor"
        " proprietario venditore eigenaar verkoper"
    ),
    _("your colleagues', not theirs"),
    bars=OF_PERSONS,
)
MAIN_LINE = Other(
    word_set("switchboard reception telefonzentrale zentrale standard centralita centralino telefooncentrale"),
    _("a company's main number is shared by those who work there"),
)
OWN_LINE = Other(word_set("eigene own did"), _("your own number, not theirs"))
SHOWN_NAME = Other(frozenset(), _("repeats the name and the address of other columns"), bars=("email", "name", "phone"))
UNUSED = Other(frozenset(), _("nothing LeadTrack keeps"), bars=OF_PERSONS)
EXPECTED = Other(frozenset(), _("what is expected, not what happened"))
LABEL = Other(frozenset(), _("says what kind of number or address stands beside it"))

OF_A_COMPANY = word_set(
    "company organization organisation org account firma unternehmen societe entreprise empresa azienda bedrijf firm employer"
)
PHONE_WORDS = word_set("phone phones telephone tel telefon telefono telefone telefoon telefonnummer rufnummer mobile mobil handy cell")
NOT_A_FAX = frozenset({"halifax"})


def other_of(header: str) -> Other | None:
    """What else than the person's a column is about, as far as its header says so."""
    words = spelled(header).split()
    if any(_is_fax(word) for word in words):
        return FAX
    for other in (PAGER, ASSISTANT, STAFF, OWN_LINE):
        if other.words.intersection(words):
            return other
    if ("display" in words and {"email", "mail"}.intersection(words)) or "angezeigter" in words:
        return SHOWN_NAME
    is_main = MAIN_LINE.words.intersection(words) or (OF_A_COMPANY.intersection(words) and PHONE_WORDS.intersection(words))
    return MAIN_LINE if is_main else None


def _is_fax(word: str) -> bool:
    """`Geschäftsfax` and `Faxnummer` as well."""
    return word in FAX.words or ((word.startswith("fax") or word.endswith("fax")) and word not in NOT_A_FAX)
