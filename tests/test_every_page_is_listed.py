"""tests/pages.py names every address that answers GET: as a page, or as none and why."""

import uuid

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.pages import BEFORE_SET_UP, EVERY_PAGE, NOT_PAGES, SEEN_ELSEWHERE
from tests.small_business import build

EXAMPLES = {"uuid": uuid.UUID(int=7), "int": 7, "str": "x", "day": "2026-01-02"}


def patterns(resolver: URLResolver) -> list[URLPattern]:
    found = []
    for each in resolver.url_patterns:
        found += patterns(each) if isinstance(each, URLResolver) else [each]
    return found


def example_of(pattern: URLPattern) -> str:
    """An address of that pattern, of something that need not exist."""
    kinds = {name: type(converter).__name__.removesuffix("Converter").lower() for name, converter in pattern.pattern.converters.items()}
    kinds = {name: {"string": "str"}.get(kind, kind) for name, kind in kinds.items()}
    values = {name: EXAMPLES["day"] if kind == "day" else EXAMPLES[kind] for name, kind in kinds.items()}
    text = str(pattern.pattern)
    for name, value in values.items():
        for kind in (f"{kinds[name]}:{name}", name):
            text = text.replace(f"<{kind}>", str(value))
    return f"/{text}"


def test_every_address_that_answers_get_is_a_page_or_says_why_not(db):
    listed = {page.url_name for page in EVERY_PAGE} | set(BEFORE_SET_UP) | set(SEEN_ELSEWHERE) | set(NOT_PAGES)
    client = Client()
    client.force_login(build().everything, backend="allauth.account.auth_backends.AuthenticationBackend")
    unlisted = [pattern for pattern in patterns(get_resolver()) if pattern.name not in listed]
    answering = [pattern.name for pattern in unlisted if client.get(example_of(pattern)).status_code != 405]
    assert answering == []


@pytest.mark.parametrize("listed", [BEFORE_SET_UP, SEEN_ELSEWHERE, NOT_PAGES], ids=["set-up", "elsewhere", "no page"])
def test_nothing_is_listed_that_is_not_there(listed):
    names = {pattern.name for pattern in patterns(get_resolver())}
    assert set(listed) - names == set()


def test_every_page_opens(db):
    small = build()
    refused = []
    for page in EVERY_PAGE:
        client = Client()
        if page.who:
            client.force_login(getattr(small, page.who), backend="allauth.account.auth_backends.AuthenticationBackend")
        status = client.get(page.address(small)).status_code
        if status not in (200, 302, 400, 410):
            refused.append((page.url_name, page.query, status))
    assert refused == []


def test_a_page_that_is_not_there_is_not_taken_for_one(db):
    client = Client()
    client.force_login(build().everything, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("lead", args=[uuid.UUID(int=7)])).status_code == 404
