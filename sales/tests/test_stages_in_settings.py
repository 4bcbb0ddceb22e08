import pytest
from django.urls import reverse

from sales.models import LostReason, Stage, StageInUse


@pytest.fixture
def office(client, cast):
    client.force_login(cast.admin)
    return client


def names() -> list[str]:
    return [stage.name for stage in Stage.objects.in_use()]


def test_a_stage_is_added_at_the_end_of_its_kind(office, stages):
    office.post(reverse("stages"), {"name": "Survey", "kind": "open", "promise": "Measure", "promise_days": "7"})
    assert names() == ["New", "Talking", "Quoted", "Deciding", "Survey", "Won", "Lost"]


def test_two_stages_cannot_have_one_name(office, stages):
    response = office.post(reverse("stages"), {"name": " quoted ", "kind": "open"})
    assert response.status_code == 422
    assert "one of that name" in response.content.decode()


def test_it_moves_up_and_down_and_stops_at_the_ends(office, stages):
    office.post(reverse("stage_place", args=[stages["Quoted"].pk]), {"to": "up"})
    office.post(reverse("stage_place", args=[stages["New"].pk]), {"to": "up"})
    assert names() == ["New", "Quoted", "Talking", "Deciding", "Won", "Lost"]


def test_a_stage_with_something_in_it_is_not_retired_and_says_why(office, stages, make_opportunity):
    make_opportunity()
    response = office.post(reverse("stage_retirement", args=[stages["New"].pk]), follow=True)
    assert "Something still stands" in response.content.decode()
    assert "New" in names()


def test_the_last_stage_of_a_kind_is_not_retired(office, stages):
    response = office.post(reverse("stage_retirement", args=[stages["Won"].pk]), follow=True)
    assert "is the last stage" in response.content.decode()
    with pytest.raises(StageInUse):
        stages["Lost"].retire()


def test_an_empty_stage_is_retired_and_comes_back(office, stages):
    office.post(reverse("stage_retirement", args=[stages["Talking"].pk]))
    assert "Talking" not in names()
    office.post(reverse("stage_return", args=[stages["Talking"].pk]))
    assert "Talking" in names()


def test_the_kind_of_a_used_stage_is_fixed(office, stages, make_opportunity, cast):
    opportunity = make_opportunity()
    opportunity.move_to(stages["Quoted"], by=cast.sales)
    opportunity.move_to(stages["Deciding"], by=cast.sales)
    office.post(reverse("stage", args=[stages["Quoted"].pk]), {"name": "Offered", "kind": "won", "promise": "", "promise_days": ""})
    stage = Stage.objects.get(pk=stages["Quoted"].pk)
    assert (stage.name, stage.kind) == ("Offered", Stage.Kind.OPEN)
    with pytest.raises(StageInUse):
        stage.edit(kind=Stage.Kind.WON)


def test_lost_reasons_are_added_renamed_and_retired(office, stages):
    office.post(reverse("lost_reasons"), {"name": "Moved away"})
    reason = LostReason.objects.get(name="Moved away")
    office.post(reverse("lost_reason", args=[reason.pk]), {"name": "Left town"})
    office.post(reverse("lost_reason_retirement", args=[reason.pk]))
    reason.refresh_from_db()
    assert reason.name == "Left town"
    assert reason not in LostReason.objects.in_use()


def test_two_reasons_cannot_have_one_name(office, stages):
    response = office.post(reverse("lost_reasons"), {"name": "bad TIMING"})
    assert response.status_code == 422
    assert "bad TIMING" in response.content.decode()


def test_who_does_not_run_the_office_changes_nothing(client, cast, stages):
    for person in (cast.staff, cast.sales):
        client.force_login(person)
        assert client.get(reverse("stages")).status_code == 403
        assert client.post(reverse("stages"), {"name": "Mine", "kind": "open"}).status_code == 403
        assert client.post(reverse("stage_retirement", args=[stages["Talking"].pk])).status_code == 403
    assert names() == ["New", "Talking", "Quoted", "Deciding", "Won", "Lost"]


def test_the_page_costs_the_same_for_many(office, stages, django_assert_num_queries, django_assert_max_num_queries):
    with django_assert_max_num_queries(12) as few:
        office.get(reverse("stages"))
    for n in range(5):
        Stage.add(f"Another {n}")
    with django_assert_num_queries(len(few)):
        office.get(reverse("stages"))
