"""A hundred searches among a hundred thousand people (BENCH_LEADS): what the palette gets for each, against the plain look-ups in the
indexes that the same words need, one statement each, and an empty page of ours.

Of each kind of search, nine people are looked for; the line is the worst of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

PEOPLE = 9
NAMES = "(' ' || sort_name || ' ' || company_key)"
NEWEST = "ORDER BY id DESC LIMIT 200"
WRITTEN = (
    "SELECT id FROM leads_lead WHERE NOT (interest = '' AND notes = '') AND leads_words((interest || ' ' || notes))"
    " @@ to_tsquery('simple', %s) ORDER BY listed_at DESC, id DESC LIMIT 8",
    "SELECT lead_id FROM leads_activity WHERE NOT (text = '') AND leads_words((text)) @@ to_tsquery('simple', %s) LIMIT 8",
    "SELECT lead_id FROM leads_message WHERE NOT (subject = '' AND text = '') AND leads_words((subject || ' ' || text))"
    " @@ to_tsquery('simple', %s) LIMIT 8",
)
EMAIL = "SELECT contact_id FROM leads_contactemail WHERE key LIKE %s ORDER BY contact_id DESC LIMIT 200"
DIGITS = "SELECT contact_id FROM leads_contactphone WHERE digits LIKE %s ORDER BY contact_id DESC LIMIT 200"
NUMBER = "SELECT contact_id FROM leads_contactphone WHERE e164 = %s"
INITIALS = r"SELECT id FROM leads_contact WHERE regexp_replace(sort_name, '^([^ ])[^ ]* (.* )?([^ ])[^ ]*$', '\1\3') = %s " + NEWEST
INVOICE = (
    "SELECT contact_id FROM sales_sale WHERE NOT (invoice = '')"
    " AND regexp_replace(lower(invoice), '[^[:alnum:]]+', '', 'g') LIKE %s LIMIT 200"
)
NOTES = """
UPDATE leads_lead l SET notes = 'They like ' || reverse(split_part(c.sort_name, ' ', 2)) || ' best' FROM leads_contact c
WHERE c.id = l.contact_id AND c.id %% 10 = 0
"""
INVOICES = "UPDATE sales_sale SET invoice = 'RE-2026/' || contact_id WHERE invoice = ''"

type Lookup = tuple[str, list[str]]


@dataclass(frozen=True)
class Search:
    kind: str
    text: str
    lookups: list[Lookup]


def fill() -> None:
    """A note on one lead in ten, and a number on every invoice."""
    from django.db import connection

    from bench import business

    with connection.cursor() as cursor, business.without_history(cursor):
        cursor.execute(NOTES, {})
        cursor.execute(INVOICES)
    business.tidy()


def named(*patterns: str) -> Lookup:
    return f"SELECT id FROM leads_contact WHERE {' AND '.join([f'{NAMES} LIKE %s'] * len(patterns))} {NEWEST}", list(patterns)


def near(word: str) -> Lookup:
    from leads.search.names import one_slip

    patterns = [f"% {pattern}%" for pattern in one_slip(word)]
    return f"SELECT id FROM leads_contact WHERE {' OR '.join([f'{NAMES} LIKE %s'] * len(patterns))} {NEWEST}", patterns


def words(*typed: str) -> list[Lookup]:
    query = " & ".join(f"'{word}':*" for word in typed)
    return [(statement, [query]) for statement in WRITTEN]


def searches_for(contact) -> Iterator[Search]:
    """What somebody types who looks for this person, a client of a firm, with what an index is asked for it at least."""
    first, last = contact.sort_name.split()
    phone, email, note, firm = contact.main_phone, contact.main_email.key, last[::-1], contact.company_key.split()[0]
    wrong = f"{last[:3]}x{last[4:]}"
    local = email.partition("@")[0]

    def search(kind: str, text: str, *lookups: Lookup) -> Search:
        return Search(kind, text, list(lookups))

    def one_word(word: str) -> list[Lookup]:
        return [named(f"%{word}%"), (EMAIL, [f"%{word}%"]), *words(word)]

    yield search("a surname", last, *one_word(last))
    yield search("half a surname", last[:4], *one_word(last[:4]))
    yield search("both names turned round", f"{last.title()}, {first}", named(f"%{last}%", f"%{first}%"), *words(last, first))
    yield search("an initial and a surname", f"{first[0]}. {last}", named(f"% {first[0]}%", f"%{last}%"), *words(last))
    yield search("initials", f"{first[0]}{last[0]}".upper(), named(f"% {first[0]}{last[0]}%"), (INITIALS, [first[0] + last[0]]))
    yield search("a surname with a wrong letter", wrong, *one_word(wrong), near(wrong))
    yield search("a first name that one in twenty has", first, *one_word(first))
    yield search("a name and a firm", f"{last} {firm}", named(f"%{last}%", f"%{firm}%"), *words(last, firm))
    yield search("part of an e-mail", local, (EMAIL, [f"%{local}%"]), named(f"%{first}%", f"%{last}%"))
    yield search("a number as dialled at home", f"0{phone.digits[2:]}", (NUMBER, [phone.e164]), (DIGITS, [f"%{phone.digits[2:]}%"]))
    yield search("the last six digits", phone.digits[-6:], (DIGITS, [f"%{phone.digits[-6:]}%"]), (INVOICE, [f"%{phone.digits[-6:]}%"]))
    yield search("what they like", f"like {note}", named("%like%", f"%{note}%"), *words("like", note))
    yield search("an invoice", f"RE-2026/{contact.pk}", (INVOICE, [f"%re2026{contact.pk}%"]), *words("2026", str(contact.pk)))


def empty(request: HttpRequest) -> HttpResponse:
    """The frame that is around every page."""
    return render(request, "base.html")


urlpatterns = [path("floor/empty/", empty), path("", include("leadtrack.urls"))]


def cases(compare) -> Iterator[dict]:
    from django.test import Client, override_settings

    from accounts.models import User
    from bench import floor
    from leads.models import Contact

    fill()
    client = Client()
    client.force_login(User.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend")
    clients = Contact.objects.filter(pk__in=people()).prefetch_related("phones", "emails")
    by_kind: dict[str, list[Search]] = {}
    for contact in clients:
        for search in searches_for(contact):
            by_kind.setdefault(search.kind, []).append(search)

    def answer(address: str) -> None:
        assert client.get(address, headers={"hx-request": "true"} if "q=" in address else {}).status_code == 200

    def plain(search: Search) -> None:
        for statement, params in search.lookups:
            floor.rows(statement, params)
        answer("/floor/empty/")

    with override_settings(ROOT_URLCONF="bench.searches"):
        for kind, searches in by_kind.items():
            yield _worst(kind, [compare(kind, *_sides(search, answer, plain)) for search in searches])


def _sides(search: Search, answer: Callable, plain: Callable) -> tuple[Callable, Callable]:
    from urllib.parse import urlencode

    address = f"/search/?{urlencode({'q': search.text})}"
    return lambda: answer(address), lambda: plain(search)


def _worst(kind: str, rows: list[dict]) -> dict:
    return max(rows, key=lambda row: row["ratio"]) | {"case": f"Searching for {kind}, the worst of {len(rows)}"}


def people() -> list[int]:
    """Clients of a firm with a note, from the first to the last."""
    from leads.models import Lead

    noted = Lead.objects.filter(state="won").exclude(notes="").exclude(contact__company="").order_by("contact")
    keys = list(noted.values_list("contact", flat=True))
    return keys[:: max(len(keys) // PEOPLE, 1)][:PEOPLE]
