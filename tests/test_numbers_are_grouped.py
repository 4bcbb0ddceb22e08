"""2,935 leads: a count a person reads is written as numbers are here, wherever it stands."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from leads.models import Lead

PLURAL = re.compile(r"{% blocktranslate (?:trimmed )?count (\w+)=([^ %]+).*?%}(.*?){% endblocktranslate %}", re.S)
MANY = 1234


@pytest.fixture
def many(sources):
    now = timezone.now()
    Lead.objects.bulk_create(Lead(source=sources["Leaflet"], channel="phone", received_at=now) for _ in range(MANY))


@pytest.mark.parametrize("path", ["/", "/leads/", "/settings/sources/", "/reports/sources/", "/reports/overview/?period=this_month"])
def test_a_page_groups_a_thousand(client, cast, many, path):
    client.force_login(cast.everything)
    shown = re.sub(r"<[^>]*>", " ", client.get(path).text)
    assert "1,234" in shown
    assert str(MANY) not in shown


def test_no_template_of_marketing_or_reports_writes_a_count_as_it_is():
    folder = Path(settings.BASE_DIR) / "templates"
    files = [*folder.glob("leads/**/*.html"), *folder.glob("reports/*.html")]
    bare = [
        f"{file.relative_to(folder)}: {name}={value}"
        for file in files
        for name, value, text in PLURAL.findall(file.read_text())
        if f"{{{{ {name} }}}}" in text and "floatformat" not in value
    ]
    assert bare == []
