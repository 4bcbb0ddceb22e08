"""What people write in the playbook is read and never run."""

import re

import pytest

from sales.playbook.markdown import render

NASTY = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[here](javascript:alert(1))",
    "[here](data:text/html;base64,PHNjcmlwdD4=)",
    "[here](vbscript:x)",
    "![a picture](https://example.com)",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](<javascript:alert(1)>)",
    '[x](https://example.com "a" onclick=alert(1))',
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<svg/onload=alert(1)>",
    "```<script>\nalert(1)\n```",
)


@pytest.mark.parametrize("text", NASTY)
def test_nothing_in_it_runs_or_loads(text):
    html = render(text)
    assert not re.findall(r"<(?:script|img|svg|iframe|style)", html)
    assert all(href.startswith("https://") for href in re.findall(r'<a[^>]*href="([^"]*)"', html))
    assert set(re.findall(r"<a ([^>]*)>", html)) <= {'href="https://example.com" rel="noopener noreferrer nofollow"'}


def test_links_lists_and_emphasis_are_what_they_look_like():
    html = render("**Ask** [them](https://example.com)\n\n- one\n- two")
    assert "<strong>Ask</strong>" in html
    assert '<a href="https://example.com" rel="noopener noreferrer nofollow">' in html
    assert html.count("<li>") == 2


def test_headings_stay_below_those_of_the_page():
    assert render("# Big\n\n### Small") == "<h3>Big</h3>\n<h4>Small</h4>\n"


def test_raw_markup_stays_the_letters_it_was_typed_as():
    assert render("a <b>c</b>") == "<p>a &lt;b&gt;c&lt;/b&gt;</p>\n"


def test_a_text_built_to_be_slow_is_rendered_in_time():
    assert render("[" * 5_000 + ">" * 5_000)
    assert render("*a_ " * 4_000)
