"""A running campaign with codes, one whose link is enough, and respondents who have a browser without JavaScript."""

import re
import uuid
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import timezone

from schools.models import School
from surveys.codes import code_digest, derive_codes
from surveys.models import AccessCode, Anonymity, Campaign, Instrument, InstrumentState, Part, Target
from surveys.questionnaire import Questionnaire
from surveys.questionnaires import store_questionnaire
from tests import surveyrows
from tests.conftest import ScopelessClient
from tests.surveyasked import CHILDREN, TEACHERS
from tests.surveyform import Fields, fields_of, filled


def ready(content: Questionnaire) -> Instrument:
    """The questionnaire as a ready instrument."""
    made = Instrument(code=content.code, version=content.version)
    store_questionnaire(made, content)
    made.state = InstrumentState.READY
    made.save()
    return made


def running(name: str, **fields: Any) -> Campaign:
    today = timezone.localdate()
    dates = {"opens_on": today - timedelta(days=1), "closes_on": today + timedelta(days=7)}
    return surveyrows.campaign(name, **{**dates, **fields})


def with_codes(of: Target, label: str, size: int, stage: str = "") -> list[str]:
    """A batch with its codes; the codes."""
    batch = surveyrows.batch(of, label, size, stage=stage)
    codes = derive_codes(batch.seed, size)
    AccessCode.objects.bulk_create(AccessCode(batch=batch, digest=code_digest(code)) for code in codes)
    return codes


def target_of(campaign: Campaign, instrument: Instrument, school: School) -> Target:
    part = Part.objects.get_or_create(
        campaign=campaign, audience=instrument.audience, defaults={"instrument": instrument}
    )[0]
    made: Target = Target.objects.create(part=part, school=school, population=30, key=uuid.uuid4().hex[:12])
    return made


@pytest.fixture
def asked(schools: SimpleNamespace) -> SimpleNamespace:
    """Targets `coded`, `easy`, `linked` at school A, and codes of the first two."""
    teachers, children = ready(TEACHERS), ready(CHILDREN)
    campaign = running("Z kodami", notice={"pl": "Administratorem jest gmina.", "uk": "Адміністратор – гміна."})
    link = running("Z linkiem", anonymity=Anonymity.LINK)
    coded = target_of(campaign, teachers, schools.a)
    easy = target_of(campaign, children, schools.a)
    return SimpleNamespace(
        campaign=campaign, coded=coded, easy=easy, linked=target_of(link, teachers, schools.a),
        codes=with_codes(coded, "pokój", 5), easy_codes=with_codes(easy, "2a", 3, stage="1-3"),
    )  # fmt: skip


@dataclass
class Respondent:
    """A person at a browser of their own."""

    client: Any

    def __post_init__(self) -> None:
        self.answer: Any = None

    @property
    def html(self) -> str:
        """The page that is shown."""
        return str(self.answer.content.decode())

    @property
    def path(self) -> str:
        """Its address."""
        return str(self.answer.wsgi_request.path)

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.html, re.DOTALL)
        assert found
        return found[1].strip()

    @property
    def status(self) -> int:
        return int(self.answer.status_code)

    def open(self, path: str) -> "Respondent":
        self.answer = self.client.get(path, follow=True)
        return self

    def send(self, path: str, fields: Fields | None = None) -> "Respondent":
        self.answer = self.client.post(path, fields or {}, follow=True)
        return self

    def enter(self, code: str) -> "Respondent":
        self.open("/a/")
        return self.send("/a/", {"kod": [code]})

    def press(self, action: str = "dalej", **answers: str | list[str]) -> "Respondent":
        """Fill in the page that is shown and press a button of it."""
        return self.send(self.path, {**filled(self.html, **answers), "akcja": [action]})

    def speak(self, language: str, **answers: str | list[str]) -> "Respondent":
        """Fill in the page and press a language."""
        return self.send(self.path, {**filled(self.html, **answers), "jezyk": [language]})

    def finish(self) -> "Respondent":
        assert self.path == "/a/podsumowanie/", self.html
        return self.send("/a/wyslij/", fields_of(self.html))

    def answer_all(self) -> "Respondent":
        """From the first part to the summary."""
        self.open("/a/odpowiedzi/1/").press(works="4", enough="3")
        self.press(needs=["wifi"], fault="no")
        return self.press(best="Tablica.")


@pytest.fixture
def respondent() -> Respondent:
    return Respondent(ScopelessClient())


@pytest.fixture
def another() -> Respondent:
    return Respondent(ScopelessClient())
