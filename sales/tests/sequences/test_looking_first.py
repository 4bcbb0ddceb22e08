"""Nothing is used before somebody looked at every message of it."""

import pytest
from django.urls import reverse

from sales.models import MessageTemplate, Sequence, SequenceRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def sequence(stages):
    made = Sequence.add("After a quote", stage=stages["Quoted"])
    made.add_step(wait=1, template=MessageTemplate.add("Quote", subject="Our quote", text="Hello {first name|friend}"))
    return made


def test_the_page_shows_each_message_and_its_button_switches_it_on(sequence, sales_client):
    address = reverse("sequence_approval", args=[sequence.pk])
    page = sales_client.get(address)
    assert "Hello Maria" in page.text
    sales_client.post(address, {"seen": page.context["seen"]})
    sequence.refresh_from_db()
    assert sequence.is_on
    assert sequence.is_as_approved


def test_what_was_changed_since_it_was_looked_at_is_not_switched_on(sequence, sales_client):
    seen = sequence.as_seen
    MessageTemplate.objects.get().edit(text="Something else")
    answer = sales_client.post(reverse("sequence_approval", args=[sequence.pk]), {"seen": seen})
    sequence.refresh_from_db()
    assert answer.status_code == 409
    assert not sequence.is_on


def test_one_that_is_off_takes_nobody_in(sequence, quoted):
    quoted()
    assert not SequenceRun.objects.exists()


@pytest.mark.parametrize("field", ["subject", "text"])
def test_a_word_nobody_can_fill_in_is_refused_beside_its_field(field, sales_client, business):
    typed = {"name": "Quote", "subject": "Our quote", "text": "Hello"} | {field: "Hello {frist name}"}
    answer = sales_client.post(reverse("message_templates"), typed)
    assert "{frist name}" in answer.context["form"].errors[field][0]
    assert not MessageTemplate.objects.exists()


def test_a_message_that_a_sequence_sends_is_not_retired(sequence, sales_client):
    sales_client.post(reverse("message_template_retirement", args=[MessageTemplate.objects.get().pk]))
    assert MessageTemplate.objects.get().retired_at is None


def test_two_proposals_are_made_once_and_off(stages, sales_client):
    for _twice in range(2):
        sales_client.post(reverse("sequence_proposals"))
    assert [each.is_on for each in Sequence.objects.all()] == [False, False]


def test_elsewhere_it_is_off_until_somebody_looks_at_it_there(make_sequence, sources, sales_client, cast):
    sequence = make_sequence((1, "", "Our quote"))
    seen_before = sequence.as_seen
    place = {"name": sequence.name, "place": f"source-{sources['Leaflet'].pk}"}
    page = sales_client.post(reverse("sequence", args=[sequence.pk]), place, follow=True)
    sequence.refresh_from_db()
    assert (sequence.is_on, sequence.source) == (False, sources["Leaflet"])
    assert "look at what it says there" in page.text
    answer = sales_client.post(reverse("sequence_approval", args=[sequence.pk]), {"seen": seen_before})
    assert (answer.status_code, Sequence.objects.on().count()) == (409, 0), "what was looked at was for the stage"
    sequence.approve(by=cast.owner, seen=sequence.as_seen)
    assert Sequence.objects.on().get() == sequence


def test_another_name_alone_leaves_it_on(make_sequence, sales_client):
    sequence = make_sequence((1, "", "Our quote"))
    sales_client.post(reverse("sequence", args=[sequence.pk]), {"name": "Quotes", "place": f"stage-{sequence.stage_id}"})
    assert Sequence.objects.on().get().name == "Quotes"
