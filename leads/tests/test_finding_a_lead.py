import pytest
from django.urls import reverse

from leads.tests.making import make_lead


@pytest.mark.parametrize(
    "typed",
    [
        "maria",
        "LINDQVIST",
        "Límdqvist".replace("m", "n"),
        "0113 496 0142",
        "+44 113 496 0142",
        "00441134960142",
        "4960142",
        "Acme",
        "maria@lindqvist",
    ],
)
def test_a_lead_is_found_by_name_company_address_and_number_in_any_spelling(client, cast, typed):
    client.force_login(cast.staff)
    lead = make_lead("María Lindqvist", phones=["0113 496 0142"], emails=["Maria@Lindqvist.example"], company="Acmé Ltd")
    make_lead("Omar Haddad", phones=["0113 496 0999"], emails=["omar@example.com"], company="Other")
    assert list(client.get(reverse("leads"), {"q": typed}).context["page"].rows) == [lead]


@pytest.mark.parametrize("typed", ["%", "_", "'", "zzz", "0113 496 0143", "\\", "(((", "🙂"])
def test_what_is_not_there_is_not_found(client, cast, typed):
    client.force_login(cast.staff)
    make_lead("Maria Lindqvist", phones=["0113 496 0142"])
    assert list(client.get(reverse("leads"), {"q": typed}).context["page"].rows) == []
