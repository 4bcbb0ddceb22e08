"""A report can be narrowed to some leads, and the lists behind its figures are narrowed alike."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from leads.models import Campaign, Contact, Lead
from reports.conftest import LONDON
from reports.core.filters import ALL_LEADS, LeadFilters
from reports.core.periods import Period
from reports.hand_offs import query as hand_offs
from reports.sources import query as sources
from sales.hand_off import transfer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("that_november")]
AS_OF = datetime(2026, 10, 1, 12, tzinfo=LONDON)


@pytest.fixture
def mixed(come, cast, sources):
    """One lead for each way to narrow, and one beside them; by what narrows to it."""
    spring = Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    baker = Contact.make(name="Baker", client_type="Bakery")
    leads = {
        "source": come("Leaflet", "2026-03-02", channel="walk_in"),
        "channel": come("Signboard", "2026-03-03", channel="website"),
        "campaign": come("Signboard", "2026-03-04", campaign=spring, channel="walk_in"),
        "client_type": come("Signboard", "2026-03-05", contact=baker, channel="walk_in"),
        "person": come("Signboard", "2026-03-06", channel="walk_in"),
    }
    transfer.open_opportunity(leads["person"], by=cast.sales, owner=cast.sales)
    values = {
        "source": sources["Leaflet"].pk,
        "campaign": spring.pk,
        "client_type": "Bakery",
        "channel": "website",
        "person": cast.sales.pk,
    }
    return {name: (LeadFilters(**{name: str(values[name])}), lead) for name, lead in leads.items()}


@pytest.mark.parametrize("name", ["source", "channel", "campaign", "client_type", "person"])
def test_narrowed_report_counts_what_its_list_shows(client, cast, business, mixed, name):
    only, lead = mixed[name]
    result = sources.report(Period(), business=business, as_of=AS_OF, only=only)
    assert (result.total.leads, [row.leads for row in result.rows]) == (1, [1])
    assert list(only.leads()) == [lead] == list(Lead.objects.filter(only.q()))
    client.force_login(cast.owner)
    page = client.get("/reports/sources/", only.as_query()).context["page"]
    assert client.get(page.total.leads_href).context["count"] == 1


@pytest.mark.parametrize("name", ["source", "channel", "campaign", "client_type", "person"])
def test_none_recorded_is_asked_for_too(business, mixed, come, name):
    come(None, "2026-03-07", channel="")
    only = LeadFilters(**{name: "blank"})
    assert sources.report(Period(), business=business, as_of=AS_OF, only=only).total.leads == only.leads().count() > 0


def test_filters_narrow_together(business, mixed, cast):
    both = LeadFilters(channel="website", person=str(cast.sales.pk))
    assert not sources.report(Period(), business=business, as_of=AS_OF, only=both).rows


def test_hand_overs_are_narrowed_by_their_leads(business, come, cast):
    for source in ("Leaflet", "Signboard"):
        transfer.hand_over(come(source, "2026-03-02"), by=cast.staff)
    leaflet = LeadFilters(source=str(Lead.objects.get(source__name="Leaflet").source_id))
    assert hand_offs.report(Period(), business=business, only=leaflet).total.handed_over == 1


def test_narrowed_report_leaves_out_spend_without_a_basis(business, mixed):
    assert not sources.report(Period(), business=business, only=mixed["channel"][0]).with_cost
    assert sources.report(Period(), business=business, only=mixed["source"][0]).with_cost
    assert sources.report(Period(), business=business, only=ALL_LEADS).with_cost


def test_page_shows_filters_and_how_to_remove_them(look, mixed):
    response = look("/reports/sources/", who="staff", channel="website", period="this_year")
    (chip,) = response.context["report_request"].filter_form.chips
    assert (chip.label, chip.value, chip.without) == ("How they reached us", "Website", "?period=this_year")
    assert "channel=website" in response.context["report_request"].csv


def test_page_refuses_an_unknown_filter(look, business):
    response = look("/reports/sources/", channel="carrier-pigeon")
    assert response.status_code == 400
    page = response.content.decode()
    assert "There is nothing like that to filter by." in page
    assert "carrier-pigeon is not one of the available choices" in page
    assert look("/reports/sources/", channel="carrier-pigeon", format="json").json()["errors"]["channel"]


def test_filter_reads_ids_in_other_digits(look, cast, mixed):
    typed = str(mixed["person"][0].person).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    response = look("/reports/sources/", person=typed)
    assert (response.status_code, response.context["report_request"].only) == (200, mixed["person"][0])
    assert look("/reports/sources/", client_type="\0").status_code == 400


def test_the_same_rows_are_a_spreadsheet(look, come):
    come("Leaflet", "2026-03-02", won_after=3)
    book = load_workbook(BytesIO(look("/reports/sources/", who="staff", format="xlsx").content))
    assert [cell.value for cell in book["Report"][2]][:3] == ["Leaflet", 1, 1]
    assert "as of" in book["About"]["B2"].value
