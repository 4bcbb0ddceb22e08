from decimal import Decimal

from django.urls import reverse

from sales.pipeline.closing import win


def test_it_tells_where_it_stands_and_what_happened(sales_client, make_opportunity, stages, cast):
    opportunity = make_opportunity("Helen Marsh", phone="0113 496 0142")
    opportunity.move_to(stages["Quoted"], by=cast.sales)
    page = sales_client.get(opportunity.get_absolute_url()).content.decode()
    assert "Moved from New to Quoted" in page
    assert "On the board, in New" in page
    assert "0113 496 0142" in page


def test_a_sale_is_told_on_the_lead_too(sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    win(opportunity, by=cast.sales, amount=Decimal("11400"), what="Oak kitchen")
    page = sales_client.get(opportunity.lead.get_absolute_url()).content.decode()
    assert "Sale, £11,400" in page


def test_value_day_and_owner_are_edited(sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    data = {"value": "1 200,50", "expected_close": "2030-01-31", "owner": cast.everything.pk}
    sales_client.post(reverse("opportunity_details", args=[opportunity.pk]), data)
    opportunity.refresh_from_db()
    assert (opportunity.value, str(opportunity.expected_close), opportunity.owner) == (Decimal("1200.50"), "2030-01-31", cast.everything)


def test_an_emptied_value_is_unknown_and_not_nothing(sales_client, make_opportunity):
    opportunity = make_opportunity(value=Decimal(5))
    sales_client.post(reverse("opportunity_details", args=[opportunity.pk]), {"value": "", "expected_close": "", "owner": ""})
    opportunity.refresh_from_db()
    assert (opportunity.value, opportunity.owner) == (None, None)


def test_it_is_not_given_to_who_does_not_sell(sales_client, make_opportunity, cast):
    opportunity = make_opportunity()
    response = sales_client.post(reverse("opportunity_details", args=[opportunity.pk]), {"owner": cast.staff.pk})
    assert response.status_code == 422
    opportunity.refresh_from_db()
    assert opportunity.owner == cast.sales


def test_the_queries_do_not_grow_with_what_happened(
    sales_client, make_opportunity, stages, cast, django_assert_num_queries, django_assert_max_num_queries
):
    opportunity = make_opportunity()
    opportunity.move_to(stages["Talking"], by=cast.sales)
    with django_assert_max_num_queries(45) as few:
        sales_client.get(opportunity.get_absolute_url())
    for name in ("Quoted", "Deciding", "New", "Quoted", "Talking"):
        opportunity.move_to(stages[name], by=cast.sales)
    with django_assert_num_queries(len(few)):
        sales_client.get(opportunity.get_absolute_url())


def test_staff_see_the_lead_and_not_the_opportunity(staff_client, make_opportunity):
    opportunity = make_opportunity()
    assert staff_client.get(reverse("opportunity", args=[opportunity.pk])).status_code == 403
    assert reverse("opportunity_win", args=[opportunity.pk]) not in staff_client.get(opportunity.get_absolute_url()).text
    assert staff_client.get(reverse("opportunity_details", args=[opportunity.pk])).status_code == 403
