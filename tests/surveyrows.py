"""Rows of the surveys for tests: an instrument, a campaign, its targets, codes, answers, figures."""

import datetime
import hashlib
import uuid
from itertools import count
from typing import Any

from schools.models import School
from surveys.models import (
    AccessCode,
    Audience,
    Campaign,
    CampaignEvent,
    CampaignState,
    CodeBatch,
    CodeSheets,
    Draft,
    EventKind,
    Figure,
    FileKind,
    Instrument,
    InstrumentState,
    Item,
    ItemKind,
    OpenText,
    PaperFile,
    Part,
    Response,
    ResultFile,
    Scale,
    ScalePoint,
    Section,
    Subject,
    Tally,
    Target,
)
from tests import factories

_numbers = count(1)


def instrument(code: str = "probny", *, items: int = 3, **fields: Any) -> Instrument:
    """A ready instrument of one section with agreement items q1, q2 …"""
    fields.setdefault("title", {"pl": "Kwestionariusz próbny"})
    fields.setdefault("audience", Audience.TEACHERS)
    fields.setdefault("state", InstrumentState.READY)
    made, new = Instrument.objects.get_or_create(code=code, version=fields.pop("version", 1), defaults=fields)
    if new:
        scale = Scale.objects.create(instrument=made, code="agreement5")
        for value in range(1, 6):
            ScalePoint.objects.create(
                scale=scale, position=value, code=str(value), value=value, label={"pl": str(value)}
            )
        section = Section.objects.create(instrument=made, position=1, code="s1", title={"pl": "Część"})
        for number in range(1, items + 1):
            Item.objects.create(
                section=section, position=number, code=f"q{number}", kind=ItemKind.AGREEMENT, scale=scale,
                text={"pl": f"Pytanie {number}"},
            )  # fmt: skip
    return made


def campaign(name: str = "", **fields: Any) -> Campaign:
    """An announced campaign open from 1 to 30 September 2026."""
    fields.setdefault("wave", "jesień 2026")
    fields.setdefault("opens_on", datetime.date(2026, 9, 1))
    fields.setdefault("closes_on", datetime.date(2026, 9, 30))
    fields.setdefault("keep_until", datetime.date(2027, 12, 31))
    fields.setdefault("state", CampaignState.ANNOUNCED)
    return Campaign.objects.create(name=name or f"Kampania {next(_numbers)}", **fields)


def target(
    school: School | None, *, of: Campaign | None = None, audience: str = Audience.TEACHERS, **fields: Any
) -> Target:
    """The group at a school in a campaign, asked with the trial instrument."""
    part = Part.objects.get_or_create(
        campaign=of or campaign(), audience=audience, defaults={"instrument": instrument()}
    )[0]
    fields.setdefault("population", 30)
    made: Target = Target.objects.create(part=part, school=school, key=uuid.uuid4().hex[:12], **fields)
    return made


def batch(of: Target, label: str = "4b", size: int = 0, **fields: Any) -> CodeBatch:
    """A batch without codes."""
    made: CodeBatch = CodeBatch.objects.create(
        target=of, label=label, size=size, seed=uuid.uuid4().hex, request_key=uuid.uuid4(), **fields
    )
    return made


def access_code(of: CodeBatch, text: str = "") -> AccessCode:
    """A code of a batch; its hash is not the portal's keyed one."""
    digest = hashlib.sha256((text or uuid.uuid4().hex).encode()).hexdigest()
    made: AccessCode = AccessCode.objects.create(batch=of, digest=digest)
    return made


def draft(of: Target) -> Draft:
    """An empty draft under no code."""
    made: Draft = Draft.objects.create(target=of, digest=hashlib.sha256(uuid.uuid4().bytes).hexdigest())
    return made


def response(of: Target, **answers: Any) -> Response:
    """An answer; the items that are not named were not answered."""
    made: Response = Response.objects.create(target=of, language="pl", answers=answers)
    return made


def tally(of: Campaign, **fields: Any) -> Tally:
    """A counting of a campaign, without figures."""
    return Tally.objects.create(campaign=of, **fields)


def figure(of: Target, **fields: Any) -> Figure:
    """A figure of the target's school, of thirty answers."""
    counted = fields.pop("tally", None) or tally(of.part.campaign)
    fields.setdefault("subject", Subject.BASE)
    fields.setdefault("n", 30)
    made: Figure = Figure.objects.create(tally=counted, part=of.part, school=of.school, **fields)
    return made


def open_text(of: Target) -> OpenText:
    """An open answer that waits for its reader."""
    made: OpenText = OpenText.objects.create(
        tally=tally(of.part.campaign), part=of.part, school=of.school, code="q9", text="Wi-Fi"
    )
    return made


def result_file(of: Target) -> ResultFile:
    """A file of results that was not made yet."""
    made: ResultFile = ResultFile.objects.create(tally=tally(of.part.campaign), school=of.school, kind=FileKind.PDF)
    return made


def campaign_event(school: School | None, *, of: Campaign | None = None, **fields: Any) -> CampaignEvent:
    """An entry of a campaign's log."""
    fields.setdefault("kind", EventKind.POPULATION)
    made: CampaignEvent = CampaignEvent.objects.create(campaign=of or campaign(), school=school, **fields)
    return made


def paper_file(of: Target, **fields: Any) -> PaperFile:
    """A file of one paper answer that waits to be entered."""
    fields.setdefault("sha256", hashlib.sha256(uuid.uuid4().bytes).hexdigest())
    fields.setdefault("uploaded_by", factories.author())
    fields.setdefault("rows", [{"stage": "", "answers": {"q1": "4"}}])
    made: PaperFile = PaperFile.objects.create(
        target=of, name="papier.xlsx", content=fields["sha256"], count=len(fields["rows"]) or 1, **fields
    )
    return made


def code_sheets(of: Target, **fields: Any) -> CodeSheets:
    """A file of code sheets that was not made yet."""
    made: CodeSheets = CodeSheets.objects.create(target=of, **fields)
    return made
