"""`make test`: its rounds, its exit code, its environment."""

from pathlib import Path

import pytest

from tools import test as runner


def test_tests_that_start_whole_portals_run_apart_from_the_rest() -> None:
    assert runner.rounds(["-k", "audit"]) == [
        ["-n", "2", "--dist", "worksteal", "-m", "not (stack or faults)", "-k", "audit"],
        ["-n", "2", "--dist", "loadgroup", "-m", "stack or faults", "-k", "audit"],
    ]


@pytest.mark.parametrize("arguments", [["-m", "faults"], ["-mfaults"], ["-n", "0"], ["-p", "no:xdist"]])
def test_a_choice_of_ones_own_makes_one_plain_round(arguments: list[str]) -> None:
    assert runner.rounds(arguments) == [arguments]


@pytest.mark.parametrize(
    ("codes", "code"), [([0, 0], 0), ([0, 5], 0), ([5, 0], 0), ([5, 5], 5), ([1, 0], 1), ([0, 1], 1), ([5, 1], 1)]
)
def test_one_failing_round_fails_the_run_and_an_empty_one_does_not(codes: list[int], code: int) -> None:
    assert runner.worst(codes) == code


def test_settings_of_the_shell_do_not_reach_the_suite(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HDR_DEMO", "true")
    monkeypatch.setenv("EMAIL_HOST", "mail.example.org")
    environment = runner.suite_environment(database_url="postgresql://x", redis_url="redis://y", data=tmp_path)
    assert not {"HDR_DEMO", "EMAIL_HOST"} & set(environment)
    assert environment["DATABASE_URL"] == "postgresql://x"
    assert environment["BROKER_URL"] == "redis://y"
