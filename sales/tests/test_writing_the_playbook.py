"""Writing a page: a draft of one's own, published as the next version; whoever is second is told and loses nothing."""

import pytest
from django.urls import reverse

from sales.models import PlaybookDraft, PlaybookRead, PlaybookVersion
from sales.playbook import editing


@pytest.fixture
def stage(stages):
    return stages["Quoted"]


@pytest.fixture
def owner_client(client, cast):
    client.force_login(cast.owner)
    return client


def typed(stage, *, base=1, steps=None, **texts):
    """What the form sends: as it stands, but for what is changed."""
    page = editing.Page.of(PlaybookVersion.objects.current(stage))
    rows = page.steps if steps is None else steps
    sent = page.sections | texts | {"base": base, "steps-TOTAL_FORMS": len(rows), "steps-INITIAL_FORMS": 0}
    for n, step in enumerate(rows):
        sent |= {f"steps-{n}-step": step.step_id or "", f"steps-{n}-text": step.text, f"steps-{n}-detail": step.detail}
        sent |= {f"steps-{n}-required": "on"} if step.required else {}
    return sent


def send(client, stage, name="playbook_publication", **changes):
    return client.post(reverse(name, args=[stage.pk]), typed(stage, **changes))


def test_publishing_makes_the_next_version_and_its_writer_has_read_it(owner_client, stage, cast):
    send(owner_client, stage, purpose="Hear them out.", changed="Shorter")
    version = PlaybookVersion.objects.current(stage)
    assert (version.number, version.purpose, version.changed, version.by) == (2, "Hear them out.", "Shorter", cast.owner)
    assert PlaybookRead.objects.get().version == version


def test_steps_keep_who_they_are_through_the_form(owner_client, stage):
    before = [each.step_id for each in PlaybookVersion.objects.current(stage).steps.all()]
    steps = editing.Page.of(PlaybookVersion.objects.current(stage)).steps
    send(owner_client, stage, steps=[steps[1], editing.StepText("Something new"), steps[0]])
    after = [each.step_id for each in PlaybookVersion.objects.current(stage).steps.all()]
    assert (after[0], after[2]) == (before[1], before[0])
    assert after[1] not in before


def test_the_second_of_two_is_told_with_both_texts_and_loses_nothing(owner_client, stage, cast):
    theirs = editing.Page.of(PlaybookVersion.objects.current(stage))
    editing.publish(stage, editing.Page(theirs.sections | {"purpose": "Theirs, now."}, theirs.steps), by=cast.admin, base=1)
    response = send(owner_client, stage, purpose="Mine, still.", base=1)
    page = response.content.decode()
    assert response.status_code == 409
    assert f"{cast.admin} published version 2 while you were writing." in page
    assert "Mine, still." in page
    assert "Theirs, now." in page
    assert PlaybookVersion.objects.current(stage).purpose == "Theirs, now."
    assert editing.draft_of(stage, by=cast.owner).content["sections"]["purpose"] == "Mine, still."
    assert 'name="base" value="2"' in page


def test_told_of_it_they_may_publish_theirs_over_it(owner_client, stage, cast):
    theirs = editing.Page.of(PlaybookVersion.objects.current(stage))
    editing.publish(stage, editing.Page({**theirs.sections, "purpose": "Theirs"}, theirs.steps), by=cast.admin, base=1)
    send(owner_client, stage, purpose="Mine", base=2)
    assert [each.purpose for each in stage.playbook_versions.order_by("number")][1:] == ["Theirs", "Mine"]


def test_a_draft_is_seen_by_nobody_else_and_changes_nothing(owner_client, stage, cast, sales_client):
    owner_client.force_login(cast.owner)
    send(owner_client, stage, "playbook_draft", purpose="Half a thought")
    assert "Half a thought" in owner_client.get(reverse("playbook_preview", args=[stage.pk])).content.decode()
    owner_client.force_login(cast.admin)
    assert "Half a thought" not in owner_client.get(reverse("playbook_draft", args=[stage.pk])).content.decode()
    assert PlaybookVersion.objects.current(stage).number == 1


def test_a_draft_is_published_from_its_preview(owner_client, stage, cast):
    send(owner_client, stage, "playbook_draft", purpose="A whole thought")
    owner_client.post(reverse("playbook_publication", args=[stage.pk]), {"base": 1})
    assert PlaybookVersion.objects.current(stage).purpose == "A whole thought"
    assert not PlaybookDraft.objects.exists()


def test_a_draft_put_away_can_be_taken_up_again(owner_client, stage, cast):
    send(owner_client, stage, "playbook_draft", purpose="Half a thought")
    owner_client.post(reverse("playbook_draft_removal", args=[stage.pk]))
    assert editing.draft_of(stage, by=cast.owner) is None
    owner_client.post(reverse("playbook_draft_return", args=[stage.pk]))
    assert editing.draft_of(stage, by=cast.owner)


PLACES = [("up", 2, [1, 0, 2, 3]), ("down", 1, [1, 0, 2, 3]), ("drop", 1, [1, 2, 3]), ("up", 1, [0, 1, 2, 3]), ("up", 99, [0, 1, 2, 3])]


@pytest.mark.parametrize(("deed", "place", "order"), PLACES)
def test_a_step_is_moved_without_script(owner_client, stage, cast, deed, place, order):
    steps = editing.Page.of(PlaybookVersion.objects.current(stage)).steps
    owner_client.post(reverse("playbook_draft", args=[stage.pk]), typed(stage) | {deed: place})
    kept = editing.Page.of_draft(editing.draft_of(stage, by=cast.owner)).steps
    assert [each.text for each in kept] == [steps[n].text for n in order]


def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(owner_client, stage):
    steps = [editing.StepText("", "A line without its step")]
    response = send(owner_client, stage, purpose="x" * 20_001, words="Kept", steps=steps)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Say what to do" in page
    assert "A line without its step" in page
    assert "Kept" in page
    assert PlaybookVersion.objects.current(stage).number == 1


def test_saving_what_a_browser_sends_back_unchanged_is_no_change(owner_client, stage):
    current = PlaybookVersion.objects.current(stage)
    send(owner_client, stage, **{name: text.replace("\n", "\r\n") for name, text in current.sections.items()})
    assert PlaybookVersion.objects.current(stage).number == 1


def test_an_earlier_version_is_taken_up_again_as_a_draft(owner_client, stage, cast):
    send(owner_client, stage, purpose="Worse")
    owner_client.post(reverse("playbook_version_draft", args=[stage.pk, 1]))
    draft = editing.draft_of(stage, by=cast.owner)
    assert (draft.base, draft.content["changed"]) == (2, "Back to version 1")
    owner_client.post(reverse("playbook_version_draft", args=[stage.pk, 2]))
    assert editing.draft_of(stage, by=cast.owner).content == draft.content


def test_whoever_sells_reads_and_does_not_write(sales_client, stage):
    assert sales_client.get(reverse("playbook_draft", args=[stage.pk])).status_code == 403
    assert send(sales_client, stage, purpose="Mine").status_code == 403
    assert PlaybookVersion.objects.current(stage).number == 1
    assert reverse("playbook_draft", args=[stage.pk]) not in sales_client.get(reverse("playbook_stage", args=[stage.pk])).content.decode()


def test_the_table_of_readers_costs_the_same_however_many_people(owner_client, stage, cast, django_assert_max_num_queries):
    editing.mark_read(PlaybookVersion.objects.current(stage), by=cast.sales)
    with django_assert_max_num_queries(11):
        page = owner_client.get(reverse("playbook_readers")).content.decode()
    assert "version 1" in page
    assert "not yet" in page
