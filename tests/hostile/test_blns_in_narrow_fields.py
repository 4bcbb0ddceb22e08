"""Fields for addresses, money, days and counts: what they cannot take they refuse, say so, and lose nothing."""

import pytest
from django.urls import reverse

from leads.models import Contact, Lead, Spend
from leads.phones import digits_of
from reports.models import Goal
from sales.models import Opportunity
from tests.hostile.reading import read
from tests.hostile.strings import share, strings

STRINGS = strings()


def lines(most: int, length: int):
    """The strings, as many on top of each other as the field takes."""
    batch = []
    for text in STRINGS:
        if len(batch) == most or len("\n".join([*batch, text])) > length:
            yield "\n".join(batch)
            batch = []
        batch.append(text)
    yield "\n".join(batch)


def refusal(response, name: str, typed: str) -> list[str]:
    """What is wrong with a refusal of `typed` in the field `name`."""
    if response.status_code not in (200, 422):
        return [f"{response.status_code} for {typed!r}"]
    reader = read(response.content)
    kept = [text.replace("\r\n", "\n") for text in reader.typed.get(name, ())]
    told = [] if name in reader.wrong and reader.complaints else [f"{typed!r} is refused without a word beside {name}"]
    return told + ([] if typed in kept else [f"{typed!r} is lost"])


def test_text_among_the_addresses_of_a_person_is_refused(small, signed_in):
    address, problems = reverse("lead_change", args=[small.anonymous.pk]), []
    for typed in lines(20, 4_000):
        problems += refusal(signed_in().post(address, {"emails": typed, "who": "new"}), "emails", typed)
    assert problems[:5] == []
    assert Lead.objects.get(pk=small.anonymous.pk).contact is None


def test_text_among_the_addresses_of_an_enquiry_is_refused(small, signed_in):
    before, problems = Lead.objects.count(), []
    for typed in lines(20, 600):
        problems += refusal(signed_in().post(reverse("new_lead"), {"email": typed}), "email", typed)
    assert problems[:5] == []
    assert Lead.objects.count() == before


def test_text_among_the_numbers_of_a_person_is_kept_as_typed_or_refused(small, signed_in):
    """What has digits is kept as it was typed; what has none is no number, and says so."""
    address = reverse("lead_change", args=[small.anonymous.pk])
    numbers = [text for text in STRINGS if digits_of(text) and len(text) <= 60 and len(text.splitlines()) == 1]
    for at in range(0, len(numbers), 20):
        response = signed_in().post(address, {"name": "X", "phones": "\n".join(numbers[at : at + 20]), "who": "new"})
        assert response.status_code == 302
        stored = Contact.objects.get(leads=small.anonymous).phones.values_list("as_typed", flat=True)
        assert {text.strip() for text in numbers[at : at + 20]} - set(stored) <= same_number(stored, numbers[at : at + 20])


def same_number(stored, typed) -> set[str]:
    """Spellings that stand for a number already there: one of them is enough."""
    digits = {digits_of(text) for text in stored}
    return {text.strip() for text in typed if digits_of(text) in digits}


def test_an_invitation_refuses_what_is_no_address(small, signed_in):
    problems = []
    for typed in (STRINGS[at] for at in share(STRINGS, 0)):
        if typed.strip():
            response = signed_in().post(reverse("invitations"), {"name": "X", "roles": ["staff"], "email": typed})
            problems += refusal(response, "email", typed)
    assert problems[:5] == []


def test_a_value_is_an_amount_or_refused(small, signed_in):
    """In the sheet of script, which is the fragment alone."""
    client, problems = signed_in(), []
    for typed in (STRINGS[at] for at in share(STRINGS, 1)):
        response = client.post(
            reverse("opportunity_details", args=[small.opportunity.pk]), {"value": typed}, headers={"hx-request": "true"}
        )
        value = Opportunity.objects.get(pk=small.opportunity.pk).value
        if b"is-invalid" in response.content:
            problems += refusal(response, "value", typed)
        elif response.status_code != 200 or (typed.strip() and not 0 < value < 10**10):
            problems.append(f"{response.status_code}, {typed!r} is {value}")
    assert problems[:5] == []


@pytest.mark.parametrize("typed", ["1e400", "NaN", "Infinity", "-5", "0", "99999999999.00", "1,2,3.4.5"])
def test_no_amount_is_taken_for_one(small, signed_in, typed):
    response = signed_in().post(reverse("opportunity_win", args=[small.opportunity.pk]), {"amount": typed, "sold_on": "2026-01-02"})
    assert refusal(response, "amount", typed) == []
    assert not small.opportunity.sales.exists()


def test_a_goal_is_an_amount_or_refused(small, signed_in):
    client, problems = signed_in(), []
    for typed in (STRINGS[at] for at in share(STRINGS, 2)):
        response = client.post(reverse("goals"), {"per": "month", "clients": typed})
        problems += refusal(response, "clients", typed) if response.status_code != 302 else []
    assert problems[:5] == []
    assert all(goal.amount is None or 0 < goal.amount < 10**10 for goal in Goal.objects.all())


def test_the_grid_of_spend_saves_nothing_while_a_cell_is_wrong(small, signed_in):
    """Twelve strings a time, in the twelve months of a source."""
    Spend.objects.all().delete()
    year, problems = small.sheet.day.year, []
    for at in range(0, len(STRINGS), 12):
        typed = {f"{small.source.pk}-{month}": text for month, text in enumerate(STRINGS[at : at + 12], 1)}
        response = signed_in().post(f"{reverse('spend')}?year={year}", typed)
        if response.status_code == 302:
            continue
        reader = read(response.content)
        problems += [f"{text!r} is lost" for name, text in typed.items() if text not in reader.typed[name]]
        problems += [] if reader.wrong and reader.complaints else [f"{list(typed.values())} are refused without a word"]
        problems += ["something was saved"] if response.status_code != 422 else []
    assert problems[:5] == []
    assert all(0 <= spend.amount < 10**10 for spend in Spend.objects.all())
