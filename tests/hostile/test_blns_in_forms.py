"""Each naughty string through each field for text: stored as tests/hostile/strings.py says, or refused beside the field."""

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.hostile.forms import BUTTONS, FORMS, OTHERWISE, Form
from tests.hostile.reading import read, runs_something
from tests.hostile.strings import share, strings

STRINGS = strings()
APART = 101
"""Fields of one form are given different strings, so far apart in the list that what belongs together never meets."""


def filled(form: Form, at: int) -> dict[str, str]:
    return {name: STRINGS[(at + number * APART) % len(STRINGS)] for number, name in enumerate(form.fields)}


def mended(form: Form, response, typed: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """What was typed with plain text in the fields that were refused, and what is wrong with the refusal."""
    if form.in_place:
        return dict.fromkeys(typed, "Plain words"), refused_in_place(form, response, typed)
    if response.status_code not in (200, 422):
        return typed, [f"{form.url_name} answers {response.status_code} to {typed}"]
    reader = read(response.content)
    refused = [name for name in typed if name in reader.wrong]
    problems = [] if refused and reader.complaints else [f"refused without a word beside a field: {typed}"]
    problems += [f"{name} refuses {typed[name]!r}" for name in refused if form.fields[name].takes(typed[name])]
    problems += [f"{name} lost {text!r}" for name, text in typed.items() if text not in reader.typed.get(name, ())]
    problems += runs_something(reader)
    return typed | {name: form.fields[name].plain for name in refused}, problems


def refused_in_place(form: Form, response, typed: dict[str, str]) -> list[str]:
    """A refusal that leaves the row, and what was typed into it, as it is."""
    stays = response.status_code == 422 and response.headers.get("HX-Reswap") == "none" and read(response.content).complaints
    told = [] if stays else [f"{form.url_name} answers {response.status_code} to {typed}"]
    return told + [f"{name} refuses {text!r}" for name, text in typed.items() if form.fields[name].takes(text)]


def differences(form: Form, small, typed: dict[str, str], response) -> list[str]:
    if response.status_code != form.done:
        return [f"{form.url_name} answers {response.status_code} to {typed}"]
    stored = form.stored(small)
    told = {name: form.fields[name].kept(text) for name, text in typed.items() if name in stored}
    return [f"{name} keeps {stored[name]!r} of {text!r}" for name, text in told.items() if stored[name] != text]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.url_name)
def test_text_is_stored_to_the_letter_or_refused_with_nothing_lost(small, signed_in, form):
    client, problems = signed_in(form.who), []
    # The two forms that hold most of what is known about people get all strings each time: as many begin here as lie between two fields.
    for at in range(APART) if form in FORMS[:2] else share(STRINGS, FORMS.index(form)):
        form.before(small)
        typed = filled(form, at)
        response = form.post(client, small, typed)
        if response.status_code != form.done:
            typed, told = mended(form, response, typed)
            problems += told
            response = form.post(client, small, typed)
        problems += differences(form, small, typed, response)
    assert problems[:10] == []


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found = []
    for each in resolver.url_patterns:
        found += patterns(each) if isinstance(each, URLResolver) else [each]
    return found


def test_a_form_of_every_address_that_takes_text_is_here(small, signed_in):
    """An address that refuses nothing at all takes no text; each other one is in the table, or says where it is tried."""
    names = {pattern.name for pattern in patterns(get_resolver())}
    tried = {form.url_name for form in FORMS} | set(OTHERWISE)
    assert tried - names == set()
    assert {name for name in names if name not in tried and name not in BUTTONS} == set()
