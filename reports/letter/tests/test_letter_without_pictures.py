"""The letter where pictures are off, as plain text, and in programs that know few rules of style."""

import re
from html.parser import HTMLParser

import pytest

from reports.letter import contents as letter
from reports.letter import post as letter_mail
from reports.letter.tests.test_letter import WEEKLY, clock, numbers  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


class Words(HTMLParser):
    """What a program shows that loads no pictures: its text, and what stands for each picture."""

    def __init__(self, html: str):
        super().__init__()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.text += dict(attrs)["alt"] if tag == "img" else ""

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def mail(business, numbers, cast):  # noqa: F811
    return letter_mail.mail_for(letter.content(WEEKLY, business=business), cast.owner)


@pytest.fixture
def html(mail) -> str:
    return mail.alternatives[0].content


def test_columns_have_their_widths_without_style(html):
    table = re.search(r'<table class="l-sources">.*?</thead>', html, re.DOTALL)[0]
    assert re.findall(r'width="(\d+%)"', table) == ["33%", "15%", "18%", "34%"]


def test_no_rule_counts_children(html):
    assert ":nth" not in html


def test_a_picture_says_only_its_range(html):
    words = Words(html).text
    assert re.search(r"100\s% \(3 of 3\) likely 44\s% to 100\s%", words)
    assert words.count("Leads month by month") == 1
    assert words.count("2 of 7") == 1


def test_plain_text_has_the_likely_range(mail):
    line = next(line for line in mail.body.splitlines() if line.startswith("- Leaflet: leads"))
    assert re.search(r"last twelve months: 100\s% \(3 of 3\), likely 44\s% to 100\s%$", line)
    assert "LEADS MONTH BY MONTH\nJan 1, Feb 2," in mail.body
