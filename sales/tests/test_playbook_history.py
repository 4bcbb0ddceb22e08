"""The history of the playbook is right after edits in the middle of a deal (issue 3, "Must show" 6)."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import InternalError
from django.utils import timezone

from sales.models import PlaybookVersion, Step, StepDone, StepWording
from sales.playbook import editing


def edit(stage, *, by, **changes):
    current = PlaybookVersion.objects.current(stage)
    return editing.publish(stage, replace(editing.Page.of(current), **changes), by=by, base=current.number)


def test_a_deal_that_lives_through_two_edits_keeps_what_was_done_under_each(make_opportunity, stages, cast):
    new, talking = stages["New"], stages["Talking"]
    deal = make_opportunity("Helen Marsh")
    one = editing.Page.of(PlaybookVersion.objects.current(new))
    ring, again, ask = one.steps[0], one.steps[1], one.steps[2]

    editing.tick(deal, Step.objects.get(pk=ring.step_id), by=cast.sales)
    edit(new, by=cast.owner, steps=(replace(ask, text="Ask why now"), replace(ring, text="Ring at once")), changed="Ask first")
    editing.tick(deal, Step.objects.get(pk=ask.step_id), by=cast.sales)
    deal.move_to(talking, by=cast.sales)
    edit(new, by=cast.admin, steps=(ask,), changed="Only ask")

    ticks = list(StepDone.objects.order_by("pk").values_list("wording__text", "wording__version__number", "step"))
    assert ticks == [("Ring them today", 1, ring.step_id), ("Ask why now", 2, ask.step_id)]
    history = [(each.number, each.changed, [s.text for s in each.steps.all()]) for each in new.playbook_versions.order_by("number")]
    assert history == [
        (1, "To begin with", [each.text for each in one.steps]),
        (2, "Ask first", ["Ask why now", "Ring at once"]),
        (3, "Only ask", ["Ask what made them get in touch"]),
    ]
    assert {each.by for each in new.playbook_versions.filter(number=2)} == {cast.owner}
    assert again.step_id in set(Step.objects.values_list("pk", flat=True))
    assert [each.wording.text for each in editing.to_do(deal).elsewhere] == ["Ring them today", "Ask why now"]


def test_a_version_cannot_be_edited_by_anything(stages):
    version = PlaybookVersion.objects.current(stages["New"])
    for rows, change in (
        (PlaybookVersion.objects.filter(pk=version.pk), {"purpose": "Other"}),
        (PlaybookVersion.objects.filter(pk=version.pk), {"at": timezone.now() - timedelta(days=9)}),
        (StepWording.objects.filter(version=version), {"text": "Other"}),
    ):
        with pytest.raises(InternalError), transaction.atomic():
            rows.update(**change)
    assert PlaybookVersion.objects.current(stages["New"]).purpose == version.purpose


def test_publishing_what_it_says_already_writes_nothing(stages, cast):
    assert edit(stages["New"], by=cast.owner) is None
    assert stages["New"].playbook_versions.count() == 1


def test_a_step_of_another_stage_becomes_a_step_of_its_own(stages, cast):
    foreign = editing.Page.of(PlaybookVersion.objects.current(stages["Quoted"])).steps[0]
    version = edit(stages["New"], by=cast.owner, steps=(foreign,))
    assert version.steps.get().step_id != foreign.step_id
    assert version.steps.get().step.stage == stages["New"]
