"""The three-way merge: no edit of either side is ever lost or applied silently over another."""

from hypothesis import given
from hypothesis import strategies as st

from inventory.merge import Outcome, decided, merge_cell, merge_row

VALUES = st.one_of(st.none(), st.integers(0, 3), st.sampled_from(["", "a", "b"]))
KEYS = ("name", "serial", "note", "room")
ROWS = st.fixed_dictionaries(dict.fromkeys(KEYS, VALUES))
DECISIONS = st.sampled_from(["", "file", "portal"])


@given(VALUES, VALUES)
def test_what_nobody_changed_is_the_same(base: object, other: object) -> None:
    assert merge_cell(base, base, base).outcome is Outcome.SAME
    assert merge_cell(base, other, other).outcome is Outcome.SAME


@given(VALUES, VALUES, VALUES)
def test_each_edit_ends_up_somewhere(base: object, theirs: object, mine: object) -> None:
    cell = merge_cell(base, theirs, mine)

    if mine != base and theirs == base:
        assert (cell.outcome, cell.value) == (Outcome.CHANGE, mine)
    if mine == base and theirs != base:
        assert (cell.outcome, cell.value) == (Outcome.KEPT, theirs)
    if mine not in (base, theirs) and theirs != base:
        assert (cell.outcome, cell.value) == (Outcome.CONFLICT, theirs)


@given(VALUES, VALUES, VALUES, DECISIONS)
def test_a_value_of_the_portal_gives_way_only_to_a_sole_edit_or_a_decision(
    base: object, theirs: object, mine: object, decision: str
) -> None:
    value = decided(merge_cell(base, theirs, mine), decision)

    if value != theirs:
        assert value == mine
        assert theirs == base or decision == "file"


@given(VALUES, VALUES, VALUES)
def test_it_is_symmetric(base: object, theirs: object, mine: object) -> None:
    mirror = {Outcome.CHANGE: Outcome.KEPT, Outcome.KEPT: Outcome.CHANGE}
    there, back = merge_cell(base, theirs, mine), merge_cell(base, mine, theirs)

    assert back.outcome is mirror.get(there.outcome, there.outcome)
    if not there.undecided:
        assert back.value == there.value


@given(VALUES, VALUES, VALUES, DECISIONS)
def test_merging_again_changes_nothing_more(base: object, theirs: object, mine: object, decision: str) -> None:
    once = decided(merge_cell(base, theirs, mine), decision)
    again = merge_cell(base, once, mine)

    assert decided(again, decision) == once


@given(ROWS, ROWS, ROWS)
def test_cells_of_a_row_do_not_touch_each_other(
    base: dict[str, object], theirs: dict[str, object], mine: dict[str, object]
) -> None:
    merged = merge_row(base, theirs, mine)

    assert merged == {key: merge_cell(base[key], theirs[key], mine[key]) for key in KEYS}


@given(ROWS, ROWS)
def test_columns_that_the_file_lacks_stay_as_the_portal_has_them(
    base: dict[str, object], theirs: dict[str, object]
) -> None:
    assert merge_row(base, theirs, {"name": base["name"]}).keys() == {"name"}
