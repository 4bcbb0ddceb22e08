"""Nine people, what is kept of them, and a hundred and more things somebody types who looks for one of them."""

from django.utils import timezone

from leads.models import Activity, Contact, Lead, Message
from leads.phones import parse_phone
from sales.models import Opportunity, Sale, Stage

PEOPLE = {
    "Łukasz Nowak": ("Piekarnia Nowak", "+48 601 234 567", "PL", "lukasz@piekarnia.example"),
    "Søren Ørsted": ("Ørsted Byg", "+45 20 12 34 56", "DK", "so@byg.example"),
    "Anna María Müller": ("Bäckerei Sonne", "+49 (0)151 2345678", "DE", "anna.mueller@sonne.example"),
    "Seán O'Brien": ("", "+44 113 496 0142", "GB", "sean@obrien.example"),
    "王 小明": ("", "+44 113 434 3210", "GB", "xm.wang@mail.example"),
    "Jean-Pierre Strauß": ("Strauß & Söhne", "+39 06 1234 5678", "IT", "jp@strauss.example"),
    "John Fitzgerald Kennedy": ("White House", "+1 202 456 1414", "US", "jfk@whitehouse.example"),
    "Maria Lindqvist": ("Nordic Kök AB", "+46 8 123 456 78", "SE", "maria.lindqvist@nordic.example"),
    "Olga Petrova": ("", "0113 000 4321", "GB", ""),
}
FINDS = {
    "Łukasz Nowak": [
        *("Lukasz", "Nowak Łukasz", "Nowak Lukasz", "łukasz", "ŁUKASZ NOWAK", "Nowak", "uka", "l nowak", "ŁN", "l.n.", "Lukas Nowak"),
        *("Piekarnia", "Nowak Piekarnia", "Lukasz Piekarnia", "601 234", "+48 601", "0048 601 234", "601234567", "lukasz@piek", "Pikarnia"),
    ],
    "Søren Ørsted": [
        *("Soren", "Orsted", "Ørsted Søren", "Soeren", "orsted byg", "Søren Byg", "Sørn", "Oersted", "Soren Orstad", "20 12 34 56"),
        *("+45 20 12", "0045 2012 3456", "so@byg.example", "SØ", "Byg"),
    ],
    "Anna María Müller": [
        *("Muller", "Mueller", "Anna Müller", "Müller Anna", "Anna Sonne", "Müller, Anna María", "MÜLLER", "Baeckerei", "backerei"),
        *("A. Müller", "Müller A M", "AMM", "am", "Anna Miller Sonne", "Mülller", "Mülelr", "anna maria", "Anna Backerei"),
        *("0151 2345", "+49 (0)151 2345", "0049 (0)151 2345678", "+49 0151 2345", "+491512345678", "151 2345678", "2345678"),
        *("anna.mueller@", "@sonne.example"),
    ],
    "Seán O'Brien": ["obrien", "O’Brien", "o'brien sean", "Brien", "O'Brian", "SO", "0113 496 0142", "4960142", "sean@obrien"],
    "王 小明": ["王", "小明", "小明 王", "xm.wang", "0113 434 3210", "3210"],
    "Jean-Pierre Strauß": [
        *("Strauss", "strauß", "pierre jean", "Jean Söhne", "Jean Strauß", "Soehne", "JPS", "js", "Straus", "Struass", "Jean Piere"),
        *("06 1234", "+39 06 1234", "0039 06 12345678", "jp@strauss.example"),
    ],
    "John Fitzgerald Kennedy": [
        *("John Kennedy", "Kennedy John", "JFK", "jk", "J. Kennedy", "j f k", "Kenedy", "Kennedy White", "fitz", "202 456", "2024561414"),
    ],
    "Maria Lindqvist": [
        *(
            "Lindqvst",
            "Lindquist",
            "Lindvqist",
            "maria nordic",
            "qvist",
            "Nordic Kok",
            "Marai Lindqvist",
            "08 123 456",
            "ML",
            "lindqvist@nordic",
        ),
        *(
            "green kitchen",
            "oak worktop",
            "Küche",
            "kueche",
            "tiled stove",
            "delivery lift",
            "RE-2026/0815",
            "re 2026 0815",
            "0815",
            "oven",
        ),
    ],
    "Olga Petrova": ["Petrowa", "olga p", "0113 000 4321", "000 4321", "0004321", "4321"],
}
SEARCHES = [(name, text) for name, texts in FINDS.items() for text in texts]


def make_people() -> None:
    """One enquiry each, newest last; Maria wanted, was asked, wrote and bought something."""
    for name, (company, phone, country, email) in PEOPLE.items():
        numbers, emails = [parse_phone(phone, country=country)], [email] if email else []
        contact = Contact.make(name=name, company=company, phones=numbers, emails=emails)
        Lead.objects.create(contact=contact, channel="phone", received_at=timezone.now())
    write_about_maria()


def write_about_maria() -> None:
    lead = Lead.objects.get(contact__name="Maria Lindqvist")
    Lead.objects.filter(pk=lead.pk).update(interest="A green kitchen", notes="Neue Küche, with an oak worktop.")
    Activity.log(lead, by=None, kind="call", text="Asked whether the tiled stove may stay.")
    mail = {"subject": "When", "text": "Is there a lift for the delivery?", "message_id": "<1@x.example>", "address": "m@x.example"}
    Message.objects.create(lead=lead, contact=lead.contact, direction="in", status="received", **mail)
    won = Opportunity.objects.create(lead=lead, stage=Stage.objects.get(kind=Stage.Kind.WON))
    Sale.objects.create(opportunity=won, contact=lead.contact, amount=900, what="An oven", invoice="RE-2026/0815")
