"""`make run` around the supervisor: port, environment, one at a time, preparing only what changed."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import run


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_next_port_is_taken_when_the_first_is_busy(monkeypatch: pytest.MonkeyPatch, taken_port: int) -> None:
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.setattr(run, "FIRST_PORT", taken_port)
    assert taken_port < run.choose_port() < taken_port + 100


def test_a_wished_port_that_is_busy_is_refused_with_a_sentence(
    monkeypatch: pytest.MonkeyPatch, taken_port: int
) -> None:
    monkeypatch.setenv("PORT", str(taken_port))
    with pytest.raises(run.CannotRun, match=f"^Port {taken_port} jest zajęty. Podaj inny, na przykład: make run PORT="):
        run.choose_port()


@pytest.mark.parametrize("wish", ["0", "65536", "-1", "osiem", "²"])
def test_a_wished_port_that_is_none_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    monkeypatch.setenv("PORT", wish)
    with pytest.raises(run.CannotRun, match="Podaj liczbę od 1 do 65535"):
        run.choose_port()


def test_settings_of_another_installation_do_not_reach_the_demo(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://city")
    monkeypatch.setenv("SECRET_KEY_FILE", "/somewhere")
    environment = run.demo_environment(tmp_path, 8005)
    assert not {"DATABASE_URL", "SECRET_KEY_FILE"} & set(environment)
    assert environment["HDR_DEMO"] == "true"
    assert environment["DATA_DIR"] == str(tmp_path)
    assert environment["SITE_URL"] == "http://127.0.0.1:8005"


def test_the_demo_listens_on_loopback_alone() -> None:
    web = run.portal_programs(8005)[0]
    assert web.command[web.command.index("--bind") + 1] == "127.0.0.1:8005"


def test_more_workers_and_beats_get_names_of_their_own() -> None:
    names = [program.name for program in run.portal_programs(8005, workers=2, beats=2)]
    assert names == ["web", "worker", "worker2", "beat", "beat2"]


def test_a_second_run_says_where_the_first_one_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with run.only_one(tmp_path) as first, run.only_one(tmp_path) as second:
        assert first
        run.write_address(first, "http://127.0.0.1:8000")
        assert second is None
        run.say_already_running(tmp_path)
    assert capsys.readouterr().out == (
        "Portal już działa pod adresem http://127.0.0.1:8000/. "
        "Zatrzymasz go klawiszami Ctrl+C w oknie, w którym został uruchomiony.\n"
    )


def test_after_the_first_run_has_ended_the_next_one_may_start(tmp_path: Path) -> None:
    with run.only_one(tmp_path) as first:
        assert first
    with run.only_one(tmp_path) as second:
        assert second


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Management commands that were run, in order; none of them really is."""
    done: list[str] = []

    def manage(command: tuple[str, ...], data: Path, environment: dict[str, str]) -> str:
        del environment
        done.append(command[0])
        (data / "portal.sqlite3").touch()
        return "konta"

    monkeypatch.setattr(run, "manage", manage)
    return done


ALL = ["migrate", "createcachetable", "load_units", "load_plan", "load_dictionaries", "load_instruments", "load_demo"]


def test_the_database_is_prepared_on_the_first_start_alone(tmp_path: Path, commands: list[str]) -> None:
    run.prepare(tmp_path, {})
    run.prepare(tmp_path, {})
    assert commands == ALL
    assert (tmp_path / "accounts.txt").read_text() == "konta"


def test_the_database_is_prepared_again_when_code_or_data_changed(
    tmp_path: Path, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    run.prepare(tmp_path, {})
    monkeypatch.setattr(run, "fingerprint", lambda: "another")
    run.prepare(tmp_path, {})
    assert commands == ALL * 2


def test_the_database_is_prepared_again_when_it_was_removed(tmp_path: Path, commands: list[str]) -> None:
    run.prepare(tmp_path, {})
    (tmp_path / "portal.sqlite3").unlink()
    run.prepare(tmp_path, {})
    assert commands == ALL * 2


def test_an_interrupted_preparation_is_done_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: tuple[str, ...], data: Path, environment: dict[str, str]) -> str:
        raise run.CannotRun(json.dumps([command, str(data), environment]))

    (tmp_path / "prepared").write_text("older")
    monkeypatch.setattr(run, "manage", fail)
    with pytest.raises(run.CannotRun):
        run.prepare(tmp_path, {})
    assert not (tmp_path / "prepared").exists()


def test_a_failing_command_is_told_with_its_error_and_its_log(tmp_path: Path) -> None:
    with pytest.raises(run.CannotRun) as problem:
        run.manage(("no_such_command",), tmp_path, run.demo_environment(tmp_path, 8005))
    assert str(problem.value).startswith("Nie udało się polecenie „manage.py no_such_command”:\n")
    assert str(problem.value).endswith(f"Całość: {tmp_path}/log/setup.log")


def test_nobody_answers_on_a_free_port(taken_port: int) -> None:
    assert not run.answers(taken_port + 1)
