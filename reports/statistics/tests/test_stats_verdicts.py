"""Better, worse, can't tell yet, too close to tell: each row of a table against all the others."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.statistics.stats import against_the_rest, benjamini_hochberg, leads_needed, mid_p_fisher, newcombe_difference

rows_of_counts = st.lists(st.integers(0, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), max_size=8)


def power_against(p1, n1, p2, n2, level=0.05):
    """The chance to find this difference at these sizes, by the normal approximation, from first principles."""
    pooled = (p1 * n1 + p2 * n2) / (n1 + n2)
    threshold = NormalDist().inv_cdf(1 - level / 2) * (pooled * (1 - pooled) * (1 / n1 + 1 / n2)) ** 0.5
    error = (p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2) ** 0.5
    return 1 - NormalDist(abs(p1 - p2), error).cdf(threshold)


@pytest.mark.parametrize("table", [(3, 11, 90, 1000), (0, 12, 100, 1000), (30, 60, 400, 1000), (90, 1000, 700, 9000)])
def test_leads_needed_reach_eighty_percent_power(table):
    x1, n1, x2, n2 = table
    more = leads_needed(*table)
    assert more > 0
    assert power_against(x1 / n1, n1 + more, x2 / n2, n2) >= 0.80
    assert power_against(x1 / n1, n1 + more - 1, x2 / n2, n2) < 0.80


def test_leads_needed_match_the_textbook_size():
    # Against a known 20 %, seen 30 %: (1.960·√(0.2·0.8) + 0.8416·√(0.3·0.7))² / 0.1² = 137 leads (the rest is so large
    # that its own error vanishes).
    assert leads_needed(3, 10, 200_000_000, 1_000_000_000) + 10 == 137


def test_plain_difference_needs_no_more_leads():
    assert leads_needed(80, 100, 20, 100) == 0


def test_small_rest_cannot_be_made_up_for():
    assert leads_needed(30, 100, 20, 100) is None


@pytest.mark.parametrize("table", [(2, 10, 20, 100), (0, 5, 0, 50), (0, 0, 1, 10), (1, 10, 0, 0)])
def test_equal_rates_need_no_number_of_leads(table):
    assert leads_needed(*table) is None


def test_a_stricter_level_needs_more_leads():
    assert leads_needed(3, 11, 90, 1000, level=0.005) > leads_needed(3, 11, 90, 1000)


def test_plainly_better_and_worse_sources_are_named():
    better, worse, middling = against_the_rest([(60, 200), (10, 200), (35, 200)])
    assert (better.kind, worse.kind) == ("better", "worse")
    assert middling.kind in {"cant_tell", "too_close"}
    assert better.difference.low > 0 > worse.difference.high


def test_few_leads_say_how_many_would_tell():
    few, _ = against_the_rest([(3, 11), (100, 1000)])
    assert few.kind == "cant_tell"
    assert 0 < few.more_leads <= 110
    assert few.q > 0.05


def test_over_ten_times_more_leads_is_too_close():
    close, _ = against_the_rest([(11, 100), (1000, 10_000)])
    assert leads_needed(11, 100, 1000, 10_000) > 1000
    assert (close.kind, close.more_leads) == ("too_close", None)


def test_exactly_ten_times_more_leads_is_said():
    # One win more in the rest brings the rates closer and the need up: 201 of 20 leads is past ten times, 200 is not.
    for won in range(2_500, 3_500):
        verdict = against_the_rest([(8, 20), (won, 10_000)])[0]
        if verdict.q > 0.05:
            expected = "cant_tell" if leads_needed(8, 20, won, 10_000) <= 200 else "too_close"
            assert verdict.kind == expected, won


def test_source_without_leads_changes_nothing():
    with_empty = against_the_rest([(60, 200), (0, 0), (10, 200)])
    assert with_empty[1].kind == "cant_tell"
    assert (with_empty[1].more_leads, with_empty[1].q, with_empty[1].difference) == (None, None, None)
    assert [with_empty[0], with_empty[2]] == against_the_rest([(60, 200), (10, 200)])


@pytest.mark.parametrize("rows", [[(5, 20)], [(5, 20), (0, 0)], [(0, 0)]])
def test_source_alone_has_no_comparison(rows):
    assert [(verdict.kind, verdict.q) for verdict in against_the_rest(rows)] == [("cant_tell", None)] * len(rows)


def test_an_empty_table_has_no_verdicts():
    assert against_the_rest([]) == []


def test_an_impossible_row_is_refused():
    with pytest.raises(ValueError, match="9 of 8"):
        against_the_rest([(1, 20), (9, 8)])


def test_row_held_back_by_the_table_needs_more():
    # Alone p would be below 0.05 with leads to spare; among twelve rows it is not a finding.
    rows = [(19, 100), *[(10, 100)] * 11]
    table = (19, 100, 110, 1100)
    verdict = against_the_rest(rows)[0]
    assert mid_p_fisher(*table) < 0.05 < verdict.q
    assert verdict.kind == "cant_tell"
    assert verdict.more_leads > leads_needed(*table)


def test_untold_row_needs_one_lead_more():
    assert leads_needed(1, 1, 0, 3) == 0
    assert mid_p_fisher(1, 1, 0, 3) > 0.05
    assert [(verdict.kind, verdict.more_leads) for verdict in against_the_rest([(1, 1), (0, 3)])] == [("cant_tell", 1)] * 2


@given(rows_of_counts)
def test_verdict_follows_q_and_sign(rows):
    won, total = sum(x for x, _ in rows), sum(n for _, n in rows)
    verdicts = against_the_rest(rows)
    comparable = [(x, n, won - x, total - n) for x, n in rows if n and total > n]
    expected = benjamini_hochberg([mid_p_fisher(*table) for table in comparable])
    assert [verdict.q for verdict in verdicts if verdict.q is not None] == expected
    for (x, n), verdict in zip(rows, verdicts, strict=True):
        result = verdict.q is not None and verdict.q <= 0.05
        assert result == (verdict.kind in {"better", "worse"})
        if result:
            assert (verdict.kind == "better") == (x / n > (won - x) / (total - n))
        if verdict.q is not None:
            assert verdict.difference == newcombe_difference(x, n, won - x, total - n)
        if verdict.more_leads is not None:
            assert verdict.kind == "cant_tell"
            assert 1 <= verdict.more_leads <= 10 * n
