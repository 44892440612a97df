"""Indicators, stored reports, deliveries, tokens of the API."""

from monitoring.models.deliveries import AllowedDomain, Delivery, DeliveryState, Frequency, Recipient, Subscription
from monitoring.models.indicators import Correction, CountRule, Indicator, Population, Target, TargetKind
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
    "AllowedDomain", "ApiToken", "Commentary", "Correction", "CountRule", "Delivery", "DeliveryState",
    "FileState", "Frequency", "Indicator", "Letterhead", "Population", "PracticeText", "Recipient", "Report",
    "ReportCheck", "ReportFormat", "ReportKind", "Subscription", "Target", "TargetKind",
]  # fmt: skip
