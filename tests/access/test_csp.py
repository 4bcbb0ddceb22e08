"""The strict policy on every page, and no page that needs a weaker one."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.access.matrix import ROWS
from tests.access.sending import send

pytestmark = pytest.mark.django_db

PAGES = [row for row in ROWS if "GET" in row.methods]
STRICT = ("default-src 'self'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")


class Inline(HTMLParser):
    """Collects what a strict policy refuses: it would be dead on the page, or ask for the policy to be weakened."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        named = {name: value or "" for name, value in attrs}
        if tag == "style" or "style" in named:
            self.found.append(f"<{tag}> with a style of its own")
        if tag == "script" and "src" not in named and named.get("type") != "application/json":
            self.found.append("a script in the page")
        self.found += [f"<{tag} {name}=…>" for name in named if name.startswith("on") or name.startswith("hx-on")]
        self.found += [f"<{tag} {name}=javascript:…>" for name, value in named.items() if value.strip().lower().startswith("javascript:")]


def inline_parts(html: str) -> list[str]:
    parser = Inline()
    parser.feed(html)
    return parser.found


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.name)
@pytest.mark.parametrize("person", ["anonymous", "staff", "everything"])
def test_the_policy_is_strict_and_the_page_keeps_to_it(row, person, world, browsers):
    for args in row.objects(world)[:1]:
        answer = send(browsers[person], "GET", reverse(row.name, args=args))
        policy = answer.headers["Content-Security-Policy"]

        assert all(rule in policy for rule in STRICT), policy
        assert "unsafe" not in policy
        if answer.headers["Content-Type"].startswith("text/html") and not answer.streaming:
            assert inline_parts(answer.text) == []


def test_error_pages_keep_to_it_too(world, browsers):
    answer = send(browsers["anonymous"], "GET", "/nothing/here/")

    assert answer.status_code == 404
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert inline_parts(answer.text) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p style='color:red'>",
        "<style>p{}</style>",
        "<script>go()</script>",
        "<a onclick=go()>",
        "<a hx-on:click=go()>",
        "<a href=' JavaScript:go()'>",
    ],
)
def test_the_check_sees_what_is_inline(html):
    assert inline_parts(html)


def test_the_check_lets_files_and_data_be():
    assert inline_parts('<script src="/static/a.js"></script><script type="application/json">{}</script>') == []
