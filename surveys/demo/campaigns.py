"""Invented campaigns: one closed and counted, with bindings of its results; one that runs, with codes of a class."""

import datetime
import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone

from schools.models import School, User
from surveys.codes import derive_codes
from surveys.demo.answers import Respondents
from surveys.instrument_loading import load_instruments, read_instrument
from surveys.models import (
    AccessCode,
    Audience,
    Binding,
    Campaign,
    CampaignState,
    CodeBatch,
    Direction,
    Instrument,
    InstrumentState,
    Part,
    Response,
    Stage,
    Statistic,
    Subject,
    Tally,
    Target,
)
from surveys.notices import proposed_notice
from surveys.questionnaires import questionnaire_of
from surveys.services.batches import ClassCodes, make_batches
from surveys.services.bindings import write_binding
from surveys.services.tallies import produce_tally

AUTUMN = (datetime.date(2026, 9, 21), datetime.date(2026, 10, 16))
CODES_GONE = datetime.date(2026, 11, 15)
RUNS_SINCE, RUNS_FOR = datetime.timedelta(days=6), datetime.timedelta(days=28)
KEEP = datetime.timedelta(days=400)
FEW_ANSWER_AT = 4  # the school of this number has too few answers to be shown
SENT_ALREADY = 11


@dataclass(frozen=True)
class Asked:
    """A group of the closed campaign: its questionnaire, how many there are at a school, which part of them answered."""

    audience: str
    instrument: str
    people: tuple[int, int]
    share: tuple[float, float]


GROUPS: Sequence[Asked] = (
    Asked(Audience.TEACHERS, "hardware-use", (26, 44), (0.55, 0.85)),
    Asked(Audience.PUPILS_4_8, "pupils", (44, 62), (0.6, 0.9)),
    Asked(Audience.PARENTS, "satisfaction-parents", (90, 140), (0.22, 0.42)),
)
BINDINGS = (
    ("Nauczyciele, którzy co tydzień używają laptopów na lekcjach", "hardware-use", Audience.TEACHERS, Subject.ITEM,
     "use-laptop", Statistic.SHARE),
    ("Dostęp nauczycieli do sprzętu", "hardware-use", Audience.TEACHERS, Subject.SECTION, "access", Statistic.MEAN),
    ("Odsetek odpowiedzi rodziców", "satisfaction-parents", Audience.PARENTS, Subject.BASE, "", Statistic.RATE),
)  # fmt: skip


class DemoCampaigns:
    """Writes the campaigns once; needs the scope of the whole municipality."""

    def __init__(self, by: User) -> None:
        self.by = by

    def write(self, schools: Sequence[School]) -> None:
        """The closed campaign with its counting and bindings, and the running one."""
        if Campaign.objects.filter(is_demo=True).exists():
            return
        self.instruments = _ready_instruments()
        self._bindings()
        closed = self._closed(schools)
        tally = Tally.objects.create(campaign=closed, requested_by=self.by)
        produce_tally(tally.pk)
        self._running(schools[:2])

    def _bindings(self) -> None:
        names = ("name", "instrument_code", "audience", "subject", "subject_code", "statistic")
        for number, row in enumerate(BINDINGS, 1):
            given = {**dict(zip(names, row, strict=True)), "code": f"demo-{number}", "direction": Direction.UP}
            if not Binding.objects.filter(code=given["code"]).exists():
                write_binding(Binding(), given, by=self.by)

    def _campaign(self, name: str, wave: str, days: tuple[datetime.date, datetime.date], state: str) -> Campaign:
        keep_until = days[1] + KEEP
        campaign = Campaign(
            name=name, wave=wave, opens_on=days[0], closes_on=days[1], keep_until=keep_until, state=state,
            notice=proposed_notice(settings.MUNICIPALITY, keep_until), dpo_agreed_on=days[0], created_by=self.by,
            is_demo=True,
        )  # fmt: skip
        if state == CampaignState.CLOSED:
            campaign.closed_at = timezone.make_aware(datetime.datetime.combine(days[1], datetime.time(23, 59)))
            campaign.codes_deleted_on = CODES_GONE
        campaign._history_user = self.by  # type: ignore[attr-defined]  # noqa: SLF001 - simple-history's way
        campaign.save()
        return campaign

    def _closed(self, schools: Sequence[School]) -> Campaign:
        campaign = self._campaign("Sprzęt, lekcje i opinie", "jesień 2026", AUTUMN, CampaignState.CLOSED)
        for asked in GROUPS:
            instrument = self.instruments[asked.instrument]
            part = Part.objects.create(campaign=campaign, audience=asked.audience, instrument=instrument)
            for number, school in enumerate(schools):
                self._answered(part, asked, school, number)
        return campaign

    def _answered(self, part: Part, asked: Asked, school: School, number: int) -> None:
        chance = random.Random(f"{asked.audience} {number}")  # noqa: S311 - invented data
        people = chance.randint(*asked.people)
        target = Target.objects.create(part=part, school=school, population=people, key=_key(part, number))
        answers = 3 if number == FEW_ANSWER_AT else round(people * chance.uniform(*asked.share))
        Response.objects.bulk_create(_responses(target, number, answers))

    def _running(self, schools: Sequence[School]) -> None:
        """Pupils' satisfaction, open now; a class of the first school has codes, some of them used."""
        today = timezone.localdate()
        days = (today - RUNS_SINCE, today - RUNS_SINCE + RUNS_FOR)
        campaign = self._campaign("Opinie uczniów o lekcjach", "zima 2026", days, CampaignState.ANNOUNCED)
        part = Part.objects.create(
            campaign=campaign, audience=Audience.PUPILS_4_8, instrument=self.instruments["satisfaction-pupils"]
        )
        targets = [
            Target.objects.create(part=part, school=school, population=48, key=_key(part, number))
            for number, school in enumerate(schools)
        ]
        key = uuid.uuid5(uuid.NAMESPACE_URL, f"demo:codes:{campaign.pk}")
        classes = [ClassCodes("7a", Stage.UPPER, 25), ClassCodes("5b", Stage.MIDDLE, 23)]
        batches = make_batches(targets[0], classes, form_key=key, by=self.by)
        self._use_some(batches[0], targets[0])

    @staticmethod
    def _use_some(batch: CodeBatch, target: Target) -> None:
        """Codes used and answers sent, as many of one as of the other, without a link between them."""
        used = list(AccessCode.objects.filter(batch=batch).order_by("digest").values_list("pk", flat=True))[
            :SENT_ALREADY
        ]
        AccessCode.objects.filter(pk__in=used).update(used=True)
        Response.objects.bulk_create(_responses(target, 100, SENT_ALREADY, stage=batch.stage))


def _responses(target: Target, number: int, count: int, *, stage: str = "") -> Iterator[Response]:
    people = Respondents(questionnaire_of(target.part.instrument), number)
    for one in range(count):
        of_pupils = stage or (Stage.MIDDLE if one % 2 else Stage.UPPER)
        is_pupil = target.part.audience == Audience.PUPILS_4_8
        yield Response(
            target=target, stage=of_pupils if is_pupil else "", language="uk" if one % 19 == 7 else "pl",
            answers=people.answers(),
        )  # fmt: skip


def _ready_instruments() -> dict[str, Instrument]:
    """The newest ready version of each questionnaire; those of our files are loaded where they are missing."""
    files = sorted((settings.BASE_DIR / "data" / "instruments").glob("*.yaml"))
    if not Instrument.objects.filter(state=InstrumentState.READY).exists():
        load_instruments([read_instrument(file.read_bytes()) for file in files])
    ready = Instrument.objects.filter(state=InstrumentState.READY).order_by("code", "version")
    return {one.code: one for one in ready}


def _key(part: Part, number: int) -> str:
    """A key of a link that looks like a random one and is the same on every machine."""
    return derive_codes(f"demo {part.audience} {part.campaign.wave}", number + 1)[number].lower()
