"""What differs between two pages, readable by eye and ear."""

from hypothesis import given
from hypothesis import strategies as st

from sales.playbook.differences import between, lines, words
from sales.playbook.editing import Page, StepText


def said(parts):
    signs = {"same": "{}", "added": "+{}+", "removed": "-{}-"}
    return "".join(signs[part.kind].format(part.text) for part in parts)


def test_a_changed_word_is_one_word():
    assert said(words("Ring them today", "Ring them within the hour")) == "Ring them -today-+within the hour+"


def test_lines_that_stay_stay():
    assert [line.kind for line in lines("a\nb\nc", "a\nB\nc\nd")] == ["same", "changed", "same", "added"]


@given(st.text(), st.text())
def test_taking_out_what_was_added_gives_the_old_text_and_the_other_way_round(before, after):
    parts = words(before, after)
    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after


def test_a_step_is_followed_through_rewording_and_moving():
    before = Page({}, (StepText("Ring", step_id=1), StepText("Write", step_id=2), StepText("Wait", step_id=3)))
    after = Page({}, (StepText("Write", step_id=2, required=True), StepText("Ring them", step_id=1), StepText("Ask")))
    found = between(before, after).steps
    assert [step.kind for step in found] == ["same", "changed", "added", "removed"]
    assert [step.moved for step in found] == [True, True, False, False]
    assert found[0].now_required is True


def test_two_that_say_the_same_differ_in_nothing():
    page = Page({"words": "a\r\nb"}, (StepText("Ring", step_id=1),))
    assert between(page, Page({"words": "a\nb"}, page.steps)).count == 0
