"""One-time codes: how they are made, read and hashed."""

import pytest
from pytest_django import Settings

from surveys.codes import ALPHABET, LENGTH, code_digest, derive_codes, is_code, shown, tidy_code, token_digest

SEED = "5eed" * 8


def test_a_batch_has_as_many_different_codes_as_asked_for() -> None:
    codes = derive_codes(SEED, 500)

    assert len(codes) == 500
    assert len(set(codes)) == 500
    assert {len(code) for code in codes} == {LENGTH}
    assert not set("".join(codes)) - set(ALPHABET)


def test_the_same_seed_gives_the_same_codes_and_a_longer_batch_begins_with_those_of_a_shorter() -> None:
    assert derive_codes(SEED, 30) == derive_codes(SEED, 30)
    assert derive_codes(SEED, 60)[:30] == derive_codes(SEED, 30)
    assert not set(derive_codes("another seed", 30)) & set(derive_codes(SEED, 30))


def test_without_the_portals_key_the_seed_gives_nothing(settings: Settings) -> None:
    codes, digest = derive_codes(SEED, 3), code_digest("ABCD-EFGH")

    settings.SURVEY_KEY = "another key of the portal"

    assert not set(derive_codes(SEED, 3)) & set(codes)
    assert code_digest("ABCD-EFGH") != digest


def test_a_deleted_seed_is_refused() -> None:
    with pytest.raises(ValueError, match="seed was deleted"):
        derive_codes("", 3)


def test_the_alphabet_has_31_characters_and_none_that_is_read_as_another_of_it() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("ILOSU") & set(ALPHABET)


@pytest.mark.parametrize(
    "typed",
    [
        "1V05ABCH",
        "1v05-abch",
        " 1V05 ABCH ",
        "iuos-abch",
        "LUOS—ABCH",
        "1V05‑ABCH",
        "ІVО5-АВСН",
        "1 v o s a b c h",
        "l.u.0.5/abch",
    ],
)
def test_however_it_is_typed_it_is_the_same_code(typed: str) -> None:
    assert tidy_code(typed) == "1V05ABCH"
    assert code_digest(typed) == code_digest("1V05-ABCH")
    assert is_code(typed)


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EFG", "ABCD-EFGHJ", "ABCD-EFGŻ", "<script>", "?" * 8])
def test_what_is_no_code_is_known_without_asking(typed: str) -> None:
    assert not is_code(typed)


def test_every_code_is_printed_in_two_fours_and_read_back() -> None:
    for code in derive_codes(SEED, 100):
        assert tidy_code(shown(code)) == code
        assert shown(code) == f"{code[:4]}-{code[4:]}"


def test_the_hash_of_a_token_is_never_that_of_a_code() -> None:
    assert token_digest("ABCDEFGH") != code_digest("ABCDEFGH")
    assert len(code_digest("ABCDEFGH")) == len(token_digest("x")) == 64
