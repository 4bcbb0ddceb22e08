"""The playbook's steps on an opportunity: who ticked what, when and under which version; what was ticked stays as it was worded."""

from dataclasses import replace

import pytest
from django.urls import reverse

from sales.models import PlaybookVersion, StepDone
from sales.playbook import editing


@pytest.fixture
def deal(make_opportunity):
    return make_opportunity("Helen Marsh")


@pytest.fixture
def first_step(deal):
    return PlaybookVersion.objects.current(deal.stage).steps.first().step


def address(deal, step, name="opportunity_step"):
    return reverse(name, args=[deal.pk, step.pk])


def reword(stage, text, *, by, keep=True):
    page = editing.Page.of(PlaybookVersion.objects.current(stage))
    first = (replace(page.steps[0], text=text),) if keep else ()
    return editing.publish(stage, replace(page, steps=(*first, *page.steps[1:])), by=by, base=None)


def test_a_tick_says_by_whom_and_under_which_version(sales_client, deal, first_step, cast):
    sales_client.post(address(deal, first_step))
    done = StepDone.objects.get()
    assert (done.opportunity, done.step, done.by, done.wording.version.number, done.undone_at) == (deal, first_step, cast.sales, 1, None)


def test_ticked_twice_is_ticked_once(sales_client, deal, first_step):
    sales_client.post(address(deal, first_step))
    sales_client.post(address(deal, first_step))
    assert StepDone.objects.count() == 1


def test_taking_it_back_is_recorded_and_it_can_be_ticked_again(sales_client, deal, first_step, cast):
    sales_client.post(address(deal, first_step))
    sales_client.post(address(deal, first_step, "opportunity_step_taken_back"))
    back = StepDone.objects.get()
    assert (back.undone_by, back.undone_at is not None) == (cast.sales, True)
    sales_client.post(address(deal, first_step))
    assert [bool(each.undone_at) for each in StepDone.objects.order_by("pk")] == [True, False]


def test_taking_back_what_was_not_ticked_writes_nothing(sales_client, deal, first_step):
    sales_client.post(address(deal, first_step, "opportunity_step_taken_back"))
    assert not StepDone.objects.exists()


def test_the_list_is_answered_in_place_and_without_script_the_page_is(sales_client, deal, first_step, as_htmx):
    fragment = sales_client.post(address(deal, first_step), **as_htmx).content.decode()
    assert 'id="steps"' in fragment
    assert fragment.count('aria-checked="true"') == 1
    assert "<html" not in fragment
    response = sales_client.post(address(deal, first_step, "opportunity_step_taken_back"))
    assert response.url == deal.get_absolute_url() + "#steps"


def test_what_was_ticked_stays_as_it_was_worded(sales_client, deal, first_step, cast):
    sales_client.post(address(deal, first_step))
    reword(deal.stage, "Ring them within the hour", by=cast.owner)
    step = editing.to_do(deal).steps[0]
    assert (step.text, step.was_worded.text, step.was_worded.version.number) == ("Ring them within the hour", "Ring them today", 1)
    page = sales_client.get(deal.get_absolute_url()).content.decode()
    assert "under version 1:" in page
    assert "“Ring them today”" in page


def test_a_ticked_step_that_left_the_playbook_is_still_shown(sales_client, deal, first_step, cast):
    sales_client.post(address(deal, first_step))
    reword(deal.stage, "", by=cast.owner, keep=False)
    assert "no longer in the playbook" in sales_client.get(deal.get_absolute_url()).content.decode()
    assert [each.wording is None for each in editing.to_do(deal).steps].count(True) == 1


def test_a_step_that_left_the_playbook_meanwhile_cannot_be_ticked(sales_client, deal, first_step, cast, as_htmx):
    reword(deal.stage, "", by=cast.owner, keep=False)
    told = sales_client.post(address(deal, first_step), **as_htmx).content.decode()
    assert "no longer in the playbook" in told
    assert not StepDone.objects.exists()


def test_steps_ticked_in_a_former_stage_are_kept_below(sales_client, deal, first_step, stages, cast):
    sales_client.post(address(deal, first_step))
    deal.move_to(stages["Talking"], by=cast.sales)
    found = editing.to_do(deal)
    assert [each.wording.text for each in found.elsewhere] == ["Ring them today"]
    assert found.done == 0


def test_the_front_desk_ticks_nothing(staff_client, deal, first_step):
    assert staff_client.post(address(deal, first_step)).status_code == 403
    assert not StepDone.objects.exists()


def test_the_list_costs_the_same_however_much_was_ticked(deal, stages, cast, django_assert_num_queries):
    for each in PlaybookVersion.objects.current(deal.stage).steps.all():
        editing.tick(deal, each.step, by=cast.sales)
    deal.refresh_from_db()
    assert deal.stage.name
    with django_assert_num_queries(4):
        editing.to_do(deal)
