"""One page that says what the words and the figures mean, for everybody, and what is on tap says the same."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.html import escape

from accounts.glossary import TERMS
from reports.core.catalogue import DEFINITIONS

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates"


@pytest.mark.parametrize("who", ["staff", "sales", "owner", "admin"])
def test_everybody_can_read_what_the_words_mean(business, look, who):
    page = look(reverse("glossary"), who=who).text
    assert all(escape(str(word.text)) in page for word in TERMS.values())
    assert str(DEFINITIONS["left_out"].title) in page


def test_glossary_hides_money_from_others(business, look):
    assert "Cost per lead" in look(reverse("glossary")).text
    assert "Cost per lead" not in look(reverse("glossary"), who="staff").text


def test_every_page_leads_there(business, look):
    assert reverse("glossary") in look(reverse("leads"), who="staff").text


def test_every_word_on_tap_has_its_meaning():
    used = {name for page in TEMPLATES.rglob("*.html") for name in re.findall(r'{% word "(\w+)"', page.read_text())}
    assert {"with_marketing", "touch"} <= used <= set(TERMS)
