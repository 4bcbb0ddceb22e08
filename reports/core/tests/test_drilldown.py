"""Every count on a report leads to a list with as many leads."""

import re
from html import unescape

import pytest

from leads.merging import merge
from leads.models import Campaign, Lead
from sales.hand_off import transfer
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
PERIODS = [{}, {"from": "2026-01-01", "to": "2026-03-31"}, {"to": "2026-02-15"}, {"as_of": "2026-02-20"}]


@pytest.fixture
def a_bit_of_everything(come, sources, cast):
    spring = Campaign.objects.create(name="Spring", source=sources["Leaflet"])
    first = come("Leaflet", "2026-01-10", won_after=30, campaign=spring)
    come("Leaflet", "2026-02-15T23:30:00", channel="website")
    come("Leaflet", "2026-03-31T23:59:00", won_after=-1, campaign=spring)
    come("Google search", "2026-03-01", contact=first.contact)
    come("", "2026-01-20", channel="")
    for reason in ("spam", "test", "no_budget"):
        come("Google search", "2026-02-01").disqualify(reason, by=cast.staff)
    come("Google search", "2026-02-02").withdraw(by=cast.staff)
    merge(come("Google search", "2026-02-03"), into=come("Google search", "2026-02-04"), by=cast.staff)
    undated = come("Google search", "2026-02-05")
    Lead.objects.filter(pk=undated.pk).update(received_at=None)
    alone = come("", "2026-02-07", channel="")
    Lead.objects.filter(pk=alone.pk).update(received_at=None, made_for_sale=True)
    sold = transfer.open_opportunity(come("Google search", "2026-02-06"), by=cast.sales)
    closing.win(sold, by=cast.sales, amount=None, at=None)


@pytest.mark.parametrize("by", ["source", "channel", "campaign"])
@pytest.mark.parametrize("period", PERIODS)
def test_every_count_equals_that_of_its_list(a_bit_of_everything, business, look, by, period):
    links = counted_links(look("/reports/sources/", by=by, **period))
    assert len(links) > 6
    for href, count in links:
        assert listed(look(href)) == count, href


def test_every_left_out_count_equals_its_list(a_bit_of_everything, business, look):
    text = look("/reports/sources/", period="everything").content.decode()
    links = re.findall(r'href="(/leads/\?left_out=[^"]+)">(\d+) ', text)
    assert {re.search(r"left_out=(\w+)", href)[1] for href, _ in links} == {
        *("spam", "test", "withdrawn", "merged", "no_enquiry", "client", "undated")
    }
    for href, count in links:
        assert listed(look(unescape(href))) == int(count), href


def counted_links(response) -> list[tuple[str, int]]:
    """The addresses of lists in the table, each with the number written on it."""
    table = response.content.decode().split("<tbody>")[1].split("</table>")[0]
    result = re.findall(r'<td[^>]*><a href="(/leads/[^"]+)">([\d,]+)', table)
    return [(unescape(href), int(count.replace(",", ""))) for href, count in result]


def listed(response) -> int:
    assert not response.context["filters"].form.errors
    return response.context["count"]
