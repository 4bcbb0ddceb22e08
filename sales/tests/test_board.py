from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from leads.models import Activity
from sales.models import Opportunity, Refund, Stage
from sales.pipeline import board as board_module
from sales.pipeline.board import board
from sales.pipeline.closing import reverse as take_back
from sales.pipeline.closing import win


@pytest.fixture
def shown(business):
    return lambda: board(Opportunity.objects.all(), business=business)


def test_a_lane_counts_sums_what_is_known_and_says_what_is_not(make_opportunity, shown):
    make_opportunity(value=Decimal(100))
    make_opportunity(value=Decimal(50))
    make_opportunity()
    lane = shown().lanes[0]
    assert (lane.count, lane.value, lane.unvalued) == (3, Decimal(150), 1)


def test_a_lane_of_unknown_values_has_no_sum(make_opportunity, shown):
    make_opportunity()
    assert shown().lanes[0].value is None
    assert shown().value is None


def test_those_longest_in_the_stage_come_first(make_opportunity, shown, stages, cast):
    first, second = make_opportunity("First"), make_opportunity("Second")
    first.move_to(stages["Talking"], by=cast.sales)
    second.move_to(stages["Talking"], by=cast.sales)
    assert [str(card) for card in shown().lanes[1].cards] == ["First", "Second"]


def test_won_this_month_sums_the_sales_that_stand(make_opportunity, shown, cast):
    win(make_opportunity(), by=cast.sales, amount=Decimal(70))
    win(make_opportunity(), by=cast.sales, amount=None)
    take_back(win(make_opportunity(), by=cast.sales, amount=Decimal(900)), by=cast.sales, reason="Fell through")
    won = shown().won
    assert (won.count, won.value, won.unvalued) == (2, Decimal(70), 1)


def test_a_won_card_shows_what_is_left_of_its_sale_as_its_lane_does(client, make_opportunity, cast):
    sale = win(make_opportunity("Chloe Nutt"), by=cast.sales, amount=Decimal(7800))
    Refund.make(sale, by=cast.sales, amount=Decimal(180), on=timezone.localdate(), reason="A scratch")
    client.force_login(cast.sales)
    page = client.get(reverse("board"), {"whose": "all"}).content.decode()
    assert page.count("£7,620") == 2
    assert "£7,800" not in page


def test_a_card_in_a_retired_stage_stays_in_sight(make_opportunity, shown, stages):
    make_opportunity()
    Stage.objects.filter(pk=stages["New"].pk).update(retired_at=stages["New"].opportunities.first().made_at)
    assert shown().lanes[0].stage == stages["New"]


def test_mine_are_mine_and_nobodys(sales_client, make_opportunity, cast):
    make_opportunity("Helen Marsh")
    make_opportunity("Theirs", owner=cast.everything)
    Opportunity.objects.filter(pk=make_opportunity("Omar Holt").pk).update(owner=None)
    mine = sales_client.get(reverse("board")).content.decode()
    assert "Helen Marsh" in mine
    assert "Omar Holt" in mine
    assert "Theirs" not in mine
    assert "Theirs" in sales_client.get(reverse("board"), {"whose": "all"}).content.decode()


def test_show_more_walks_through_every_card_once(sales_client, make_opportunity, stages, monkeypatch):
    monkeypatch.setattr(board_module, "CARDS", 2)
    names = {f"Card {n}" for n in range(5)}
    for name in sorted(names):
        make_opportunity(name)
    found, after = [], ""
    for _page in range(3):
        response = sales_client.get(reverse("lane", args=[stages["New"].pk]), {"after": after, "whose": "all"})
        found += [str(card) for card in response.context["cards"]]
        after = response.context["more"]
    assert sorted(found) == sorted(names)
    assert after == ""


def test_drawn_again_a_lane_is_as_deep_as_it_was(sales_client, make_opportunity, stages, monkeypatch):
    monkeypatch.setattr(board_module, "CARDS", 1)
    for n in range(4):
        make_opportunity(f"Card {n}")

    def shown(**deep) -> int:
        return len(sales_client.get(reverse("board"), deep).context["board"].lanes[0].cards)

    assert shown() == 1
    assert shown(deep=f"{stages['New'].pk}.3") == 3
    assert shown(deep=["x.3", f"{stages['New'].pk}.", f"{stages['New'].pk}.²"]) == 1


def test_a_card_says_what_comes_next_and_that_it_is_stuck(sales_client, make_opportunity, cast, stages):
    late, planned, nothing = make_opportunity("Late"), make_opportunity("Planned"), make_opportunity("Nothing")
    Activity.plan(late.lead, by=cast.sales, on=date(2020, 1, 2))
    Activity.plan(planned.lead, by=cast.sales, on=timezone.localdate(), kind=Activity.Kind.MEETING)
    stages["New"].edit(promise_days=1)
    Opportunity.objects.filter(pk=nothing.pk).update(stage_since=timezone.now() - timedelta(days=9))
    page = sales_client.get(reverse("board"))
    assert [card.next_kind for card in page.context["board"].lanes[0].cards] == [None, "call", "meeting"]
    for said in ("Call, 2 January 2020", "Meeting, ", "Nothing planned", "Stuck: 9 days, promised 1"):
        assert said in page.text


@pytest.mark.parametrize(
    "after", ["nonsense", "2026-01-01T00:00:00+00:00_nonsense", "_", "9999999-01-01_x", f"2020-01-01T00:00+23:59_{UUID(int=1)}"]
)
def test_a_mangled_position_is_the_first_page(sales_client, make_opportunity, stages, after):
    make_opportunity("Helen Marsh")
    response = sales_client.get(reverse("lane", args=[stages["New"].pk]), {"after": after})
    assert "Helen Marsh" in response.content.decode()


def test_every_card_has_its_move_without_script(sales_client, make_opportunity):
    opportunity = make_opportunity()
    assert f'href="{reverse("opportunity_stage", args=[opportunity.pk])}"' in sales_client.get(reverse("board")).content.decode()


def test_staff_do_not_see_the_board(staff_client, stages):
    assert staff_client.get(reverse("board")).status_code == 403
    assert staff_client.get(reverse("lane", args=[stages["New"].pk])).status_code == 403


def test_the_queries_do_not_grow_with_the_cards(
    sales_client, make_opportunity, cast, stages, django_assert_num_queries, django_assert_max_num_queries
):
    def fill(n):
        for k in range(n):
            make_opportunity(f"Open {k}").move_to(stages["Quoted"], by=cast.sales)
            make_opportunity(f"New {k}")
            win(make_opportunity(f"Won {k}"), by=cast.sales, amount=Decimal(5))

    fill(1)
    with django_assert_max_num_queries(20) as few:
        sales_client.get(reverse("board"))
    fill(5)
    with django_assert_num_queries(len(few)):
        sales_client.get(reverse("board"))


def test_the_sum_above_the_board_follows_a_move(sales_client, make_opportunity):
    make_opportunity(value=Decimal("100"))
    page = sales_client.get(reverse("board"), headers={"HX-Request": "true"}).content.decode()
    assert 'id="standing" hx-swap-oob="true"' in page
    assert "1 open" in page
    assert "hx-swap-oob" not in sales_client.get(reverse("board")).content.decode()
