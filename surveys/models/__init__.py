"""Surveys: instruments (questionnaires), campaigns, access codes, answers, released results, SELFIE cards, bindings."""

from surveys.models.bindings import Binding, BindingValue, Direction, Statistic
from surveys.models.campaign_log import CampaignEvent, EventKind
from surveys.models.campaigns import Anonymity, Audience, Campaign, CampaignState, Language, Part, Stage, Target
from surveys.models.codes import AccessCode, CodeBatch, Draft
from surveys.models.instruments import (
    Framework,
    Instrument,
    InstrumentState,
    Item,
    ItemKind,
    Scale,
    ScalePoint,
    Section,
)
from surveys.models.misses import CodeMiss
from surveys.models.paper import CodeSheets, PaperFile, PaperState
from surveys.models.responses import Mode, Response
from surveys.models.results import (
    Figure,
    FileKind,
    Hidden,
    OpenText,
    OpenTextState,
    ResultAccess,
    ResultFile,
    Subject,
    Tally,
)
from surveys.models.selfie import Area, CardState, SelfieCard, SelfieCount, SelfieGroup, SelfieMean

__all__ = [
    "AccessCode", "Anonymity", "Area", "Audience", "Binding", "BindingValue", "Campaign", "CampaignEvent",
    "CampaignState", "CardState", "CodeBatch", "CodeMiss", "CodeSheets", "Direction", "Draft", "EventKind", "Figure",
    "FileKind", "Framework", "Hidden", "Instrument", "InstrumentState", "Item", "ItemKind", "Language", "Mode",
    "OpenText", "OpenTextState", "PaperFile", "PaperState", "Part", "Response", "ResultAccess", "ResultFile", "Scale",
    "ScalePoint", "Section", "SelfieCard", "SelfieCount", "SelfieGroup", "SelfieMean", "Stage", "Statistic", "Subject",
    "Tally", "Target",
]  # fmt: skip
