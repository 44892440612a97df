import pytest

from inventory.numbering import consecutive, next_number

KNOWN = ["SP1/KOM/015", "SP1/KOM/017", "SP1/KOM/016", "SP1/DRUK/090"]


@pytest.mark.parametrize(
    ("known", "like", "expected"),
    [
        (KNOWN, "SP1/KOM/015", "SP1/KOM/018"),
        (KNOWN, "SP1/DRUK/090", "SP1/DRUK/091"),
        (["sp1/kom/099"], "SP1/KOM/001", "SP1/KOM/100"),
        (["1", "2", "10"], "2", "11"),
        (["SP/7/2023", "SP/8/2023", "SP/1/2024", "SP/2/2024"], "SP/2/2024", "SP/3/2024"),
        (["SP/7/2024"], "SP/7/2024", "SP/8/2024"),
        (["SP1/2024"], "SP1/2024", "SP1/2025"),
        (["UG.LW.I/1/11/pok."], "UG.LW.I/1/11/pok.", "UG.LW.I/1/12/pok."),
        (["UG/1/11/a", "UG/2/11/a", "UG/3/11/a"], "UG/3/11/a", "UG/4/11/a"),
        (["bez numeru"], "bez numeru", ""),
        ([], "999", "1000"),
    ],
)
def test_the_next_number_follows_the_highest_written_alike(known: list[str], like: str, expected: str) -> None:
    assert next_number(known, like=like) == expected


def test_numbers_in_a_row_keep_their_pattern() -> None:
    assert consecutive("SP1/KOM/098", 3) == ["SP1/KOM/098", "SP1/KOM/099", "SP1/KOM/100"]


def test_known_numbers_tell_which_part_counts() -> None:
    assert consecutive("SP/9/2024", 2, known=["SP/7/2024", "SP/8/2024"]) == ["SP/9/2024", "SP/10/2024"]


def test_a_number_without_digits_stays_alone() -> None:
    assert consecutive("bez numeru", 3) == ["bez numeru"]
