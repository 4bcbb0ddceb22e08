"""Each string through the card of the tally, which script sends as JSON."""

import json
import uuid

from django.urls import reverse

from leads.models import Lead
from tests.hostile.strings import strings, trim

STRINGS = strings()
KINDS = {"name": trim(200), "phone": trim(60), "interest": trim(500)}


def send(client, address: str, **fields):
    return client.post(address, json.dumps(fields), content_type="application/json", headers={"accept": "application/json"})


def tap(client, small) -> str:
    answer = send(client, reverse("capture"), key=str(uuid.uuid4()), source=small.source.pk, channel="walk_in")
    return answer.json()["id"]


def test_a_card_keeps_each_string_or_says_which_field_it_refuses(small, signed_in):
    client, problems = signed_in("staff"), []
    for at in range(len(STRINGS)):
        typed = {name: STRINGS[(at + 101 * number) % len(STRINGS)] for number, name in enumerate(KINDS)}
        lead = tap(client, small)
        answer = send(client, reverse("lead_details", args=[lead]), **typed, decision="other")
        if answer.status_code == 422:
            refused = answer.json()["errors"]
            problems += [f"{name} refuses {typed[name]!r}" for name in refused if KINDS[name].takes(typed[name])]
            typed |= {name: KINDS[name].plain for name in refused}
            answer = send(client, reverse("lead_details", args=[lead]), **typed, decision="other")
        problems += differences(Lead.objects.select_related("contact").get(pk=lead), typed, answer)
    assert problems[:10] == []


def differences(lead: Lead, typed: dict, answer) -> list[str]:
    """What the database and the answer make of a card."""
    if answer.status_code != 200:
        return [f"{answer.status_code} for {typed}"]
    person = lead.contact
    stored = {"interest": lead.interest, "name": person.name if person else ""}
    stored["phone"] = person.main_phone.as_typed if person and person.main_phone else ""
    told = [f"{name} keeps {stored[name]!r} of {text!r}" for name, text in typed.items() if stored[name] != KINDS[name].kept(text)]
    return told + ([] if answer.json()["name"] == str(lead) else [f"JSON says {answer.json()['name']!r}"])
