"""Searches among a hundred thousand people (BENCH_LEADS), against the plain look-up in one index that the same words need at least.

The search looks through names, addresses and numbers at once; its floor through the one of them that has the answer.
"""

FLOORS = {
    "name": "SELECT id FROM leads_contact WHERE (' ' || sort_name || ' ' || company_key) LIKE %s",
    "email": "SELECT contact_id FROM leads_contactemail WHERE key LIKE %s",
    "number": "SELECT contact_id FROM leads_contactphone WHERE digits LIKE %s",
    "whole number": "SELECT contact_id FROM leads_contactphone WHERE e164 = %s",
}


def typed(contact) -> dict[str, tuple[str, str, str]]:
    """What somebody types who looks for this person, by what it is: (text, floor, parameter)."""
    first, last = contact.sort_name.split()
    email, phone = contact.main_email.key, contact.main_phone
    return {
        "a surname": (last, "name", f"%{last}%"),
        "both names turned round": (f"{last.title()}, {first}", "name", f"%{first} {last}%"),
        "a first name that one in twenty has": (first, "name", f"%{first}%"),
        "a word nobody has": ("zzyzx", "name", "%zzyzx%"),
        "an e-mail": (email, "email", f"%{email}%"),
        "part of an e-mail": (email.partition("@")[0], "email", f"%{email.partition('@')[0]}%"),
        "a number as dialled at home": (f"0{phone.digits[2:]}", "whole number", phone.e164),
        "a number with its country": (phone.e164, "whole number", phone.e164),
        "the last six digits": (phone.digits[-6:], "number", f"%{phone.digits[-6:]}%"),
        "the beginning of a number": (f"0{phone.digits[2:8]}", "number", f"{phone.digits[:8]}%"),
    }


def cases(compare) -> list[dict]:
    from accounts.models import Business
    from bench import floor
    from leads.models import Contact, Lead

    country = Business.current().country
    contact = Contact.objects.prefetch_related("phones", "emails").filter(company="").order_by("pk")[Contact.objects.count() // 3]

    def leads(text: str) -> None:
        list(Lead.objects.standing().search(text, country=country).for_list().order_by("-listed_at", "-pk")[:51])

    def people(text: str) -> None:
        list(Contact.objects.current().search(text, country=country).order_by("sort_name", "pk")[:51])

    return [
        compare(
            f"Searching {where} for {what}",
            lambda look=look, text=text: look(text),
            lambda name=name, param=param: floor.rows(FLOORS[name], [param]),
        )
        for what, (text, name, param) in typed(contact).items()
        for where, look in (("leads", leads), ("people", people))
    ]
