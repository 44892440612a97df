"""What is shown gives away no small group, whoever adds and takes away; and no more is hidden than that needs."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from surveys.suppression import ALL, FEW, LEADERS, LINKED, Earlier, Pattern, Table, protect
from tests.surveys_results.adversary import groups_worked_out

Counts = dict[tuple[int | str, int | str], int]


def schools(*counts: int) -> Counts:
    """A table without stages."""
    return {(number, ""): count for number, count in enumerate(counts, 1)}


def staged(*rows: tuple[int, ...]) -> Counts:
    """A table of schools × stages."""
    return {(number, f"s{stage}"): count for number, row in enumerate(rows, 1) for stage, count in enumerate(row, 1)}


def shown(pattern: Pattern) -> list[tuple[int | str, int | str]]:
    return [key for key in pattern.keys if pattern.shows(key)]


def before(pattern: Pattern) -> Earlier:
    return Earlier(frozenset(pattern.keys), frozenset(pattern.hidden))


sizes = st.integers(min_value=0, max_value=14)
plain_tables = st.lists(sizes, min_size=1, max_size=11).map(lambda counts: schools(*counts))
staged_tables = st.integers(min_value=2, max_value=3).flatmap(
    lambda width: st.lists(st.tuples(*[sizes] * width), min_size=1, max_size=4).map(lambda rows: staged(*rows))
)
tables = st.one_of(plain_tables, staged_tables)
minimums = st.sampled_from([3, 5, 10])


# --- By example -----------------------------------------------------------------------------------------------------
def test_nothing_is_hidden_where_all_are_many() -> None:
    assert protect(schools(5, 40, 31), minimum=5).hidden == {}


def test_a_small_school_takes_the_next_smallest_with_it() -> None:
    assert protect(schools(4, 40, 9, 31), minimum=5).hidden == {(1, ALL): FEW, (3, ALL): LINKED}


def test_two_small_schools_that_make_a_group_hide_no_third() -> None:
    assert protect(schools(4, 40, 3, 31), minimum=5).hidden == {(1, ALL): FEW, (3, ALL): FEW}


def test_two_small_schools_that_are_few_together_need_a_third() -> None:
    assert protect(schools(1, 40, 3, 31), minimum=5).hidden == {(1, ALL): FEW, (3, ALL): FEW, (4, ALL): LINKED}


def test_a_school_without_answers_cannot_be_told_from_a_small_one() -> None:
    assert protect(schools(0, 40, 31), minimum=5).hidden == {(1, ALL): FEW, (3, ALL): LINKED}


def test_a_city_of_few_answers_shows_nothing() -> None:
    assert protect(schools(2, 2), minimum=5).hidden == {(1, ALL): FEW, (2, ALL): FEW, (ALL, ALL): FEW}


def test_of_two_schools_one_small_the_city_alone_is_left() -> None:
    assert shown(protect(schools(3, 40), minimum=5)) == [(ALL, ALL)]


def test_one_small_stage_hides_a_square_and_no_total() -> None:
    pattern = protect(staged((3, 20), (30, 45), (9, 40)), minimum=5)
    assert pattern.hidden == {(1, "s1"): FEW, (1, "s2"): LINKED, (3, "s1"): LINKED, (3, "s2"): LINKED}


def test_leaders_are_shown_for_the_city_alone() -> None:
    pattern = protect(schools(*[2] * 11), minimum=5, city_only=True)
    assert shown(pattern) == [(ALL, ALL)]
    assert set(pattern.hidden.values()) == {LEADERS}


def test_leaders_who_are_few_are_not_shown_at_all() -> None:
    assert shown(protect(schools(1, 2), minimum=5, city_only=True)) == []


def test_what_has_to_stay_hidden_is_completed_too() -> None:
    pattern = protect(schools(30, 40, 20), minimum=5, hidden=[(1, ALL)])
    assert pattern.hidden == {(1, ALL): LINKED}  # thirty people may be worked out
    pattern = protect(schools(3, 40, 20, 10), minimum=5, hidden=[(3, ALL)])
    assert pattern.hidden == {(1, ALL): FEW, (3, ALL): LINKED}  # and serve to hide a small group


def test_a_second_wave_hides_beside_a_small_school_what_the_first_hid() -> None:
    first = protect(schools(4, 40, 9, 11), minimum=5)
    second = schools(4, 40, 9, 8)
    assert protect(second, minimum=5).hidden == {(1, ALL): FEW, (4, ALL): LINKED}
    assert protect(second, minimum=5, earlier=before(first)).hidden == {(1, ALL): FEW, (3, ALL): LINKED}


def test_of_two_hundred_schools_fewer_are_hidden_for_others_than_for_themselves() -> None:
    counts: Counts = {
        (row, stage): (row * 7 + place * 3) % 40 for row in range(200) for place, stage in enumerate("ab")
    }
    pattern = protect(counts, minimum=5)
    assert pattern.shows((ALL, ALL))
    assert sum(reason == LINKED for reason in pattern.hidden.values()) < sum(
        one == FEW for one in pattern.hidden.values()
    )


# --- Against an adversary -------------------------------------------------------------------------------------------
@settings(max_examples=300, deadline=None)
@given(tables, minimums)
def test_no_small_group_follows_from_totals_and_differences(counts: Counts, minimum: int) -> None:
    pattern = protect(counts, minimum=minimum)
    assert groups_worked_out(counts, shown(pattern), minimum) == []


@settings(max_examples=200, deadline=None)
@given(tables, minimums)
def test_nothing_is_hidden_that_could_be_shown(counts: Counts, minimum: int) -> None:
    pattern = protect(counts, minimum=minimum)
    for key, reason in pattern.hidden.items():
        if reason == LINKED:
            assert groups_worked_out(counts, [*shown(pattern), key], minimum), key


@settings(max_examples=200, deadline=None)
@given(tables, st.data(), minimums)
def test_forced_sums_stay_hidden_and_safe(counts: Counts, data: st.DataObject, minimum: int) -> None:
    keys = list(Table(tuple(sorted(counts, key=str))).sums)
    forced = data.draw(st.sets(st.sampled_from(keys)))
    pattern = protect(counts, minimum=minimum, hidden=forced)
    assert forced <= set(pattern.hidden)
    assert groups_worked_out(counts, shown(pattern), minimum) == []


@settings(max_examples=200, deadline=None)
@given(tables, st.data(), minimums)
def test_two_waves_of_one_frame_give_away_nothing_together(counts: Counts, data: st.DataObject, minimum: int) -> None:
    """Even if everybody had answered the same both times, so that the sums of both waves may be put together."""
    later = {cell: max(0, count + data.draw(st.integers(-3, 3))) for cell, count in counts.items()}
    first = protect(counts, minimum=minimum)
    second = protect(later, minimum=minimum, earlier=before(first))
    assert groups_worked_out(later, shown(second), minimum) == []
    together = {*shown(first), *shown(second)}
    table = Table(tuple(sorted(counts, key=str)))
    hidden_twice = {cell for cell in counts if table.key(cell) not in together}
    most = {cell: max(count, later[cell]) for cell, count in counts.items()}
    both = [group for group in groups_worked_out(most, together, minimum) if set(group) <= hidden_twice]
    assert both == []


@settings(max_examples=100, deadline=None)
@given(tables, minimums)
@example(staged((0, 2, 2), (0, 3, 3), (2, 1, 3)), 3)
def test_the_same_counts_hide_the_same(counts: Counts, minimum: int) -> None:
    turned = dict(reversed(counts.items()))
    assert protect(turned, minimum=minimum).hidden == protect(counts, minimum=minimum).hidden
