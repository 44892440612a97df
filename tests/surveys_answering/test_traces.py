"""A respondent leaves no trace: no address, device, moment or session; and asks the database little."""

import importlib.util
import logging
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, models
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hdr_portal.lib.respondents import PREFIX
from surveys.models import AccessCode, CodeBatch, Draft, Response
from tests.conftest import ScopelessClient
from tests.surveyform import fields_of, filled
from tests.surveys_answering.conftest import Respondent

ROOT = Path(settings.BASE_DIR)
SAYS_WHEN = (models.DateTimeField, models.TimeField)


def queries_of(respondent: Respondent, method: str, path: str, fields: dict[str, list[str]] | None = None) -> int:
    """Statements of one request, without following where it leads."""
    with CaptureQueriesContext(connection) as captured:
        respondent.answer = getattr(respondent.client, method)(path, fields or {})
    return len(captured)


def test_a_page_asks_the_database_once_to_be_shown_and_twice_to_be_saved(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    page = {**filled(respondent.html, works="4"), "akcja": ["dalej"]}
    assert queries_of(respondent, "post", "/a/odpowiedzi/1/", page) == 2
    assert queries_of(respondent, "get", "/a/odpowiedzi/2/") == 1
    assert queries_of(respondent, "get", "/a/podsumowanie/") == 1


def test_the_number_of_questions_with_answers_makes_no_difference(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0]).answer_all()
    respondent.open("/a/odpowiedzi/1/")
    page = {**filled(respondent.html, works="1", enough="2", slow="3"), "akcja": ["dalej"]}
    assert queries_of(respondent, "post", "/a/odpowiedzi/1/", page) == 2


def test_whoever_is_signed_in_at_the_browser_is_not_looked_up(
    asked: SimpleNamespace, cast: SimpleNamespace, client: ScopelessClient
) -> None:
    respondent = Respondent(client)
    client.force_login(cast.director_b)  # of another school: a scope of theirs would hide the target
    sessions = Session.objects.count()
    respondent.enter(asked.codes[0]).open("/a/odpowiedzi/1/")
    assert queries_of(respondent, "get", "/a/odpowiedzi/1/") == 1
    assert Session.objects.count() == sessions
    assert not hasattr(respondent.answer.wsgi_request, "session")
    assert not hasattr(respondent.answer.wsgi_request, "user")


@pytest.mark.parametrize("model", [AccessCode, CodeBatch, Draft, Response], ids=lambda model: model.__name__)
def test_nothing_beside_a_code_or_an_answer_says_when(model: type[models.Model]) -> None:
    when = {field.name for field in model._meta.concrete_fields if isinstance(field, SAYS_WHEN)}
    assert when == ({"created_at"} if model is CodeBatch else set()), "a batch says when its sheet was printed"


def test_an_answer_leads_to_no_code(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all().finish()
    relations = {field.name for field in Response._meta.get_fields() if field.is_relation}
    assert relations == {"target"}
    assert asked.codes[0] not in str(Response.objects.values().get())


class _Catcher(logging.Handler):
    """Keeps the records it is given."""

    def __init__(self, records: list[logging.LogRecord]) -> None:
        super().__init__()
        self.records = records

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


def test_django_logs_nothing_about_respondents(
    asked: SimpleNamespace, respondent: Respondent, capsys: pytest.CaptureFixture[str]
) -> None:
    console = [one for one in logging.getLogger().handlers if one.name == "console"]
    quiet: Any = console[0].filters[0] if console else _filter_of_the_settings()
    records: list[logging.LogRecord] = []
    catcher = _Catcher(records)
    logging.getLogger("django.request").addHandler(catcher)
    try:
        respondent.open("/a/nie-ma-takiej/").enter("AAAAAAAA").open("/nie-ma-strony/")
    finally:
        logging.getLogger("django.request").removeHandler(catcher)
    assert [record.args for record in records if quiet.filter(record)] == [("Not Found", "/nie-ma-strony/")]


def _filter_of_the_settings() -> Any:
    from hdr_portal.lib.respondents import NotOfRespondents

    logging_settings: Any = settings.LOGGING
    assert logging_settings["filters"] == {"not_of_respondents": {"()": "hdr_portal.lib.respondents.NotOfRespondents"}}
    assert logging_settings["handlers"]["console"]["filters"] == ["not_of_respondents"]
    return NotOfRespondents()


def gunicorn_settings() -> Any:
    spec = importlib.util.spec_from_file_location("gunicorn_conf", ROOT / "deploy" / "gunicorn.conf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("path", "referrer", "logged"),
    [
        ("/a/", "", False),
        ("/a/odpowiedzi/2/", "https://portal.example/a/odpowiedzi/1/", False),
        ("/static/css/answering.0123.css", "", False),
        ("/static/css/tokens.css", "https://portal.example/a/odpowiedzi/1/", False),
        ("/static/css/tokens.css", "https://portal.example/admin/", True),
        ("/admin/", "", True),
        ("/ankiety/", "https://portal.example/ankiety/a/", True),
    ],
)
def test_the_web_server_logs_nothing_about_respondents(
    path: str, referrer: str, logged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    logger_class = gunicorn_settings().logger_class
    lines: list[str] = []
    monkeypatch.setattr(logger_class.__bases__[0], "access", lambda *_: lines.append(path))
    logger_class.access(object.__new__(logger_class), None, None, {"PATH_INFO": path, "HTTP_REFERER": referrer}, None)
    assert lines == ([path] if logged else [])


def test_the_proxy_logs_nothing_about_respondents() -> None:
    rules = (ROOT / "deploy" / "Caddyfile").read_text()
    assert re.findall(r"log_skip (\S+)", rules) == ["/a/*", "/static/*/answering*", "@loaded-by-respondents"]


def test_all_of_them_mean_the_same_pages() -> None:
    assert reverse("surveys:enter") == PREFIX
    assert gunicorn_settings().RESPONDENTS.match(PREFIX)


def test_the_cookies_live_as_long_as_the_browser_and_are_out_of_reach_of_scripts(
    asked: SimpleNamespace, respondent: Respondent
) -> None:
    respondent.enter(asked.codes[0])
    for name in ("ankieta", "ankieta_jezyk"):
        cookie = respondent.client.cookies[name]
        assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["path"]) == ("", "", True, "/a/")
    assert asked.codes[0] not in respondent.client.cookies["ankieta"].value


def test_no_page_is_kept_by_the_browser(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0]).answer_all()
    for path in ("/a/", "/a/poczatek/", "/a/odpowiedzi/1/", "/a/podsumowanie/"):
        assert "no-store" in respondent.open(path).answer.headers["Cache-Control"]


def test_a_page_with_all_it_loads_is_under_100_kb(asked: SimpleNamespace, respondent: Respondent) -> None:
    respondent.enter(asked.codes[0])
    for path in ("/a/", "/a/poczatek/", "/a/odpowiedzi/1/", "/a/odpowiedzi/2/", "/a/podsumowanie/"):
        html = respondent.open(path).html
        loaded = [
            re.sub(r"\.[0-9a-f]{12}\.", ".", name) for name in re.findall(r'(?:href|src)="/static/([^"]+)"', html)
        ]
        assert sorted(loaded) == ["css/answering.css", "css/tokens.css", "js/answering.js"]
        weight = len(html.encode()) + sum((ROOT / "static" / name).stat().st_size for name in loaded)
        assert weight < 25_000, f"{path}: {weight}"


def test_a_form_from_another_site_is_refused_and_keeps_what_was_typed(asked: SimpleNamespace) -> None:
    respondent = Respondent(ScopelessClient(enforce_csrf_checks=True))
    respondent.open("/a/")
    respondent.send("/a/", {**fields_of(respondent.html), "kod": [asked.codes[0]]})
    respondent.open("/a/odpowiedzi/1/")
    page = filled(respondent.html, works="4")
    del page["csrfmiddlewaretoken"]
    respondent.send("/a/odpowiedzi/1/", page)
    assert (respondent.status, Draft.objects.get().answers) == (403, {})
    assert fields_of(respondent.html)["o.works"] == ["4"]
