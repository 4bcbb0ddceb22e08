"""E-mail that did not go out stands on Today and in the morning digest, with why, and is dealt with in place."""

import uuid

import pytest
from django.urls import reverse

from leads import mail
from leads.models import Message
from sales.today.digest import content_for, mail_for
from sales.today.sections import today_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def unsent(make_lead):
    """A message that the server refused, or whatever else `status` says became of it."""

    def make(lead=None, *, by, status="failed", error="550 No such user here", **values) -> Message:
        lead = lead or make_lead("Helen Marsh", email="helen@example.com")
        message = mail.queue(lead, by=by, subject="Your bench", text="It is ready.", key=uuid.uuid4())
        Message.objects.filter(pk=message.pk).update(status=status, error=error, **values)
        return Message.objects.get(pk=message.pk)

    return make


@pytest.fixture
def stands(business):
    def look(user, *, mine: bool = True) -> list:
        section = next(each for each in today_for(user, business=business, mine=mine).sections if each.key == "unsent")
        return [row.message for row in section.rows]

    return look


def test_it_stands_with_whoever_wrote_it_and_says_why(unsent, stands, cast, staff_client):
    message = unsent(by=cast.staff)
    assert (stands(cast.staff), stands(cast.sales), stands(cast.sales, mine=False)) == ([message], [], [message])
    page = staff_client.get(reverse("today"), {"whose": "mine"}).text
    for said in ("E-mail that did not go out", "“Your bench” did not go out", "550 No such user here", "Not sent"):
        assert said in page
    assert "1" in staff_client.get(reverse("today_count"), {"whose": "mine"}).text


def test_it_stands_with_whoever_has_the_opportunity_too(unsent, stands, make_opportunity, cast):
    opportunity = make_opportunity("Iris", email="iris@example.com")
    message = unsent(opportunity.lead, by=cast.staff)
    assert (stands(cast.sales), stands(cast.staff), stands(cast.admin)) == ([message], [message], [])


def test_what_nobody_here_wrote_stands_with_everybody(unsent, stands, cast):
    message = unsent(by=None)
    assert (stands(cast.sales), stands(cast.staff)) == ([message], [message])


def test_what_somebody_wrote_who_left_stands_with_everybody(unsent, stands, cast):
    message = unsent(by=cast.staff)
    cast.staff.deactivate(by=cast.admin)
    assert stands(cast.sales) == [message]


@pytest.mark.parametrize(("values", "is_there"), [({"attempts": 5}, True), ({"attempts": 4}, False), ({"attempts": 0, "error": ""}, False)])
def test_what_waits_for_its_server_stands_there_after_half_an_hour(unsent, stands, cast, values, is_there):
    message = unsent(by=cast.sales, status="queued", **values)
    assert stands(cast.sales) == [message] * is_there


@pytest.mark.parametrize(
    ("status", "button", "after"),
    [
        ("failed", "message_sending_again", "queued"),
        ("queued", "message_sending_again", "queued"),
        ("uncertain", "message_arrival", "sent"),
        ("failed", "message_leaving", "stopped"),
    ],
)
def test_it_is_dealt_with_in_place(unsent, stands, cast, sales_client, as_htmx, status, button, after):
    message = unsent(by=cast.sales, status=status, attempts=7)
    href = reverse(button, args=[message.pk])
    assert href in sales_client.get(reverse("today"), {"whose": "mine"}).text
    answer = sales_client.post(href, **as_htmx)
    message.refresh_from_db()
    assert (answer.status_code, answer["HX-Trigger"], message.status, stands(cast.sales)) == (200, "counted", after, [])


def test_what_was_dealt_with_meanwhile_is_not_done_again(unsent, cast, sales_client):
    message = unsent(by=cast.sales)
    mail.leave_unsent(message, by=cast.staff)
    page = sales_client.post(reverse("message_sending_again", args=[message.pk]), {"next": reverse("today")}, follow=True)
    message.refresh_from_db()
    assert message.status == "stopped"
    assert "cannot be done any more" in page.text


def test_what_is_on_its_way_for_the_first_time_is_not_sent_again(unsent, cast):
    message = unsent(by=cast.sales, status="queued", error="")
    assert not mail.send_again(message, by=cast.staff)
    assert Message.objects.get().by == cast.sales


def test_the_digest_names_it_first(unsent, cast, business):
    unsent(by=cast.sales, error="550 <script>alert(1)</script>")
    body = mail_for(content_for(cast.sales, business=business), business=business)
    assert "E-MAIL THAT DID NOT GO OUT (1)\n- Helen Marsh, Not sent: “Your bench”: 550 <script>" in body.body
    assert "<script>" not in body.alternatives[0].content


def test_it_costs_the_same_however_much_there_is(
    unsent, make_lead, cast, sales_client, django_assert_max_num_queries, django_assert_num_queries
):
    def fill(n: int) -> None:
        for k in range(n):
            unsent(make_lead(f"L{k}", email=f"l{k}@example.com", phone="0113 496 0142"), by=cast.sales)

    fill(2)
    with django_assert_max_num_queries(60) as few:
        sales_client.get(reverse("today"), {"whose": "mine"})
    fill(3)
    with django_assert_num_queries(len(few)):
        sales_client.get(reverse("today"), {"whose": "mine"})
