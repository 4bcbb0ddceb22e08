"""Every component, given what people really type: nothing, right-to-left names, endless words, markup."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

FOLDER = Path(settings.BASE_DIR) / "templates" / "components"
NASTY = '<b onclick="alert(1)">Ruth</b>'
ODD = {"nothing": None, "empty": "", "arabic": "محمد العلي", "endless": "W" * 200, "markup": NASTY, "a quote": 'O\'Brien "Bo" & Söhne'}

ARGUMENTS = {
    "badge": ("text",),
    "empty": ("title", "text", "action"),
    "notice": ("title", "text", "action"),
    "toast": ("text",),
    "definition": ("title", "text"),
    "switch": ("label",),
    "pager": ("said",),
    "confirm": ("text", "action"),
    "search": ("label", "value"),
    "dialog_head": ("title",),
    "dialog_button": ("label",),
}
TEMPLATES = Path(settings.BASE_DIR, "templates")
OUTSIDE = {
    TEMPLATES / "sales" / "digest" / "mail.html",
    TEMPLATES / "reports" / "letter" / "mail.html",
    TEMPLATES / "leads" / "privacy" / "copy.html",
}
"""Sent by e-mail or saved as a file, where our policy does not reach and a style sheet has to come along."""


@pytest.mark.parametrize("value", ODD.values(), ids=ODD.keys())
@pytest.mark.parametrize("name", ARGUMENTS)
def test_a_component_takes_whatever_people_type(name, value):
    html = render_to_string(f"components/{name}.html", {"id": "x", "href": "/x/", **dict.fromkeys(ARGUMENTS[name], value)})
    assert "<b onclick" not in html
    if value == NASTY:
        assert "&lt;b onclick" in html


@pytest.mark.parametrize("path", sorted({*TEMPLATES.rglob("*.html")} - OUTSIDE), ids=lambda path: path.name)
def test_no_template_breaks_the_content_security_policy(path):
    text = re.sub(r"{#.*?#}", "", path.read_text())
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:|<script(?![^>]*src=)(?![^>]*application/json)", text)


def test_every_icon_a_template_names_exists():
    from accounts.templatetags.ui import icon

    texts = [path.read_text() for path in Path(settings.BASE_DIR, "templates").rglob("*.html")]
    names = {name for text in texts for name in re.findall(r'{% icon "([^"]+)"|sign="([^"]+)"', text) for name in name if name}
    assert len(names) > 10
    for name in names:
        assert "<svg" in icon(name)


def test_an_error_toast_stays_and_an_ordinary_one_does_not():
    assert 'data-toast="stays"' in render_to_string("components/toast.html", {"text": "No", "bad": "error"})
    assert "stays" not in render_to_string("components/toast.html", {"text": "Yes", "bad": "success"})


def test_a_toast_has_undo_only_when_there_is_a_way_back():
    assert "<form" not in render_to_string("components/toast.html", {"text": "Moved"})
    assert 'action="/undo/7/"' in render_to_string("components/toast.html", {"text": "Moved", "undo": "/undo/7/"})


def test_a_tally_inks_one_stroke_for_each_and_puts_the_needle_on_the_newest():
    html = render_to_string("components/ruler.html", {"count": 3, "newest": True})
    assert (html.count('class="on"'), html.count('class="now"'), html.count('class="off"')) == (2, 1, 7)


def test_a_tally_of_more_than_its_ruler_grows_and_of_none_is_bare():
    assert render_to_string("components/ruler.html", {"count": 14}).count('class="on"') == 14
    assert 'class="on"' not in render_to_string("components/ruler.html", {"count": None})


def test_a_whisker_lies_where_its_numbers_say_and_inside_its_picture():
    html = render_to_string("components/whisker.html", {"low": 0.25, "high": 0.9, "point": 0.5, "max": 0.75})
    assert 'x1="33.33" x2="100.00"' in html
    assert 'class="now" x1="66.67"' in html


def test_a_whisker_without_numbers_draws_only_its_grid():
    html = render_to_string("components/whisker.html", {"low": None, "high": None, "point": None, "max": 0})
    assert "reach" not in html
    assert "now" not in html


def test_the_pager_is_absent_when_there_is_nothing_to_page():
    assert not render_to_string("components/pager.html", {}).strip()
    assert 'rel="next"' in render_to_string("components/pager.html", {"next": "?after=7"})
