"""Indicators, stored reports, deliveries, tokens of the API."""

from monitoring.models.deliveries import (
    LATE,
    TROUBLED,
    AllowedDomain,
    Delivery,
    DeliveryState,
    Frequency,
    LinkOpening,
    Recipient,
    Subscription,
)
from monitoring.models.indicators import Correction, CountRule, Indicator, Population, Target, TargetKind
from monitoring.models.reminders import LetterState, Reminder, ReminderLetter
from monitoring.models.reports import (
    Commentary,
    FileState,
    Letterhead,
    PracticeText,
    Report,
    ReportCheck,
    ReportFormat,
    ReportKind,
)
from monitoring.models.tokens import ApiToken

__all__ = [
    "LATE",
    "TROUBLED",
    "AllowedDomain",
    "ApiToken",
    "Commentary",
    "Correction",
    "CountRule",
    "Delivery",
    "DeliveryState",
    "FileState",
    "Frequency",
    "Indicator",
    "LetterState",
    "Letterhead",
    "LinkOpening",
    "Population",
    "PracticeText",
    "Recipient",
    "Reminder",
    "ReminderLetter",
    "Report",
    "ReportCheck",
    "ReportFormat",
    "ReportKind",
    "Subscription",
    "Target",
    "TargetKind",
]  # fmt: skip
