"""Why opportunities were lost, counted, on its page, and as data."""

from datetime import datetime
from decimal import Decimal

import pytest
import time_machine

from reports.conftest import LONDON
from reports.core.filters import LeadFilters
from reports.core.periods import Period
from reports.lost_reasons import query
from sales.hand_off import transfer
from sales.models import LostReason
from sales.pipeline import closing

pytestmark = pytest.mark.django_db
AS_OF = datetime(2026, 10, 1, 12, tzinfo=LONDON)
PATH = "/reports/lost-reasons/"
SPRING = Period.parse("2026-03-01", "2026-05-31")


@pytest.fixture
def lose(come, cast):
    """Makes a lead on a day and loses its opportunity in April."""

    def make(reason: str | None, *, source: str = "Leaflet", value: int | None = None, on: str = "2026-04-10"):
        lead = come(source, "2026-03-02")
        with time_machine.travel(datetime.fromisoformat(on).replace(tzinfo=LONDON), tick=False):
            opportunity = transfer.open_opportunity(lead, by=cast.sales)
            opportunity.edit(by=cast.sales, value=None if value is None else Decimal(value))
            row = LostReason.objects.get_or_create(name=reason, defaults={"position": 99})[0] if reason else None
            closing.lose(opportunity, by=cast.sales, reason=row)
        return opportunity

    return make


def counts(business, period: Period = SPRING, **options) -> dict[str, tuple]:
    result = query.report(period, business=business, **({"as_of": AS_OF} | options))
    return {row.label: (row.lost, row.value, row.unvalued) for row in (*result.rows, result.total)}


def test_report_counts_losses_by_reason(business, lose):
    lose("Dear", value=100)
    lose("Dear")
    lose("Slow", value=50)
    lose(None)
    assert counts(business) == {
        "Dear": (2, 100, 1),
        "Slow": (1, 50, 0),
        "(blank)": (1, None, 1),
        "All": (4, 150, 2),
    }


def test_report_takes_losses_of_the_period(business, lose):
    lose("Dear", on="2026-06-01")
    assert counts(business)["All"][0] == 0
    assert counts(business, Period())["All"][0] == 1


def test_report_ignores_losses_after_as_of(business, lose):
    lose("Dear")
    assert counts(business, Period(), as_of=datetime(2026, 4, 9, tzinfo=LONDON))["All"][0] == 0


def test_report_leaves_out_spam(business, lose):
    opportunity = lose("Dear")
    type(opportunity.lead).objects.filter(pk=opportunity.lead_id).update(state="disqualified", disqualified_for="spam")
    assert counts(business)["All"][0] == 0


def test_report_can_be_narrowed_to_a_source(business, lose, sources):
    lose("Dear")
    lose("Dear", source="Signboard")
    assert counts(business, only=LeadFilters(source=str(sources["Leaflet"].pk)))["All"][0] == 1


@pytest.mark.parametrize(("dear", "slow", "stands_out"), [(20, 2, True), (5, 4, False), (1, 0, False)])
def test_commonest_reason_needs_a_clear_lead(business, lose, dear, slow, stands_out):
    for reason, times in (("Dear", dear), ("Slow", slow)):
        for _time in range(times):
            lose(reason)
    assert bool(query.report(SPRING, business=business, as_of=AS_OF).commonest) is stands_out


def test_report_takes_two_queries(business, lose, django_assert_num_queries):
    for reason in ("Dear", "Slow", "Dear"):
        lose(reason)
    with django_assert_num_queries(2):
        query.report(SPRING, business=business, as_of=AS_OF)


@time_machine.travel(AS_OF)
def test_every_count_opens_its_opportunities(client, look, lose):
    lose("Dear")
    lose("Dear", on="2026-06-01")
    lose(None)
    page = look(PATH, **{"from": "2026-03-01", "to": "2026-05-31"}).context["page"]
    lines = [*page.lines, page.total]
    assert [client.get(line.href).context["count"][0] for line in lines] == [line.row.lost for line in lines] == [1, 1, 2]


@time_machine.travel(AS_OF)
def test_page_names_the_commonest_reason(look, lose):
    for _time in range(12):
        lose("Too <dear>")
    answer = look(PATH).content.decode()
    assert "Most often it was “Too &lt;dear&gt;”: 12 of 12." in answer


def test_page_says_that_nothing_was_lost(look, business):
    assert "Nothing was lost in this period." in look(PATH).content.decode()


def test_front_desk_cannot_see_lost_reasons(look, business):
    assert look(PATH, who="staff").status_code == 403


def test_unreadable_day_is_refused(look, business):
    assert look(PATH, **{"from": "not-a-day"}).status_code == 400


def test_total_has_no_range(business, lose):
    lose("Dear")
    result = query.report(SPRING, business=business, as_of=AS_OF)
    assert (result.total.share, result.total.likely) == (1, None)
    assert result.rows[0].likely.low < 0.5


@time_machine.travel(AS_OF)
def test_json_gives_the_same_rows(look, lose):
    lose("Dear", value=100)
    row = look(PATH, period="everything", format="json").json()["rows"][0]
    assert (row["label"], row["lost"], row["share"], row["unvalued"]) == ("Dear", 1, 1.0, 0)
