"""How we sell here: what a page says, who has read which version, and what changed since."""

from dataclasses import replace

import pytest
from django.urls import reverse

from sales.models import PlaybookRead, PlaybookVersion, Stage
from sales.playbook import editing
from sales.playbook.default_pages import ensure_playbook


@pytest.fixture
def quoted(stages):
    return PlaybookVersion.objects.current(stages["Quoted"])


def publish(stage, *, by, **changes):
    page = editing.Page.of(PlaybookVersion.objects.current(stage))
    return editing.publish(stage, replace(page, **changes), by=by, base=None)


def test_a_business_begins_with_a_page_for_every_stage(stages):
    assert set(PlaybookVersion.objects.values_list("stage__name", flat=True)) == set(stages)


def test_what_people_wrote_is_never_written_over_by_the_first_playbook(stages, cast):
    publish(stages["New"], by=cast.owner, sections={"purpose": "Ours"})
    ensure_playbook()
    assert PlaybookVersion.objects.current(stages["New"]).purpose == "Ours"
    assert PlaybookVersion.objects.count() == len(stages) + 1


def test_a_page_shows_its_steps_and_words(sales_client, quoted):
    page = sales_client.get(reverse("playbook_stage", args=[quoted.stage_id])).content.decode()
    assert "Send the quote within two days" in page
    assert "<strong>“Too expensive.”</strong>" in page


def test_the_front_desk_does_not_read_it(staff_client, quoted):
    for name in ("playbook", "playbook_print"):
        assert staff_client.get(reverse(name)).status_code == 403


def test_a_change_is_shown_to_whoever_read_the_version_before(sales_client, quoted, cast):
    address = reverse("playbook_stage", args=[quoted.stage_id])
    sales_client.post(reverse("playbook_reading", args=[quoted.stage_id]), {"version": 1})
    assert "since you read this" not in sales_client.get(address).content.decode()
    publish(quoted.stage, by=cast.owner, sections=quoted.sections | {"purpose": "Hear what they think."}, changed="Shorter")
    page = sales_client.get(address).content.decode()
    assert "One line changed" in page
    assert "Shorter" in page
    assert "taken out:" in page


def test_reading_counts_for_the_version_that_was_on_the_screen(sales_client, quoted, cast):
    publish(quoted.stage, by=cast.owner, changed="x", sections={"purpose": "New"})
    sales_client.post(reverse("playbook_reading", args=[quoted.stage_id]), {"version": 1})
    assert list(PlaybookRead.objects.values_list("person", "version__number")) == [(cast.sales.pk, 1)]


def test_a_version_that_is_not_there_cannot_be_read(sales_client, quoted):
    for number in ("9", "", "x", "9" * 50, "²"):
        assert sales_client.post(reverse("playbook_reading", args=[quoted.stage_id]), {"version": number}).status_code == 404
    assert not PlaybookRead.objects.exists()


def test_only_the_office_sees_who_has_read_what(client, quoted, cast):
    editing.mark_read(quoted, by=cast.sales)
    address = reverse("playbook_versions", args=[quoted.stage_id])
    client.force_login(cast.owner)
    assert "Read by" in client.get(address).content.decode()
    client.force_login(cast.sales)
    assert "Read by" not in client.get(address).content.decode()


def test_the_contents_cost_the_same_however_many_stages(
    sales_client, stages, cast, django_assert_num_queries, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        sales_client.get(reverse("playbook"))
    before = editing.chapters
    for n in range(5):
        publish(Stage.add(f"More {n}"), by=None, sections={"purpose": "x"})
    with django_assert_num_queries(4):
        assert len(before(by=cast.sales)) == len(stages) + 5


def test_search_finds_words_whatever_their_accents_and_says_where(sales_client, stages):
    publish(stages["New"], by=None, sections={"words": "Gern: ein Küchenblock für Zoë, ganz nach Maß."})
    page = sales_client.get(reverse("playbook"), {"q": "zoe KUCHEN"}).content.decode()
    assert "<mark>Zoë</mark>" in page
    assert "Words to use" in page
    assert "stands nowhere" in sales_client.get(reverse("playbook"), {"q": "xylophone"}).content.decode()
