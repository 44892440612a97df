"""The mail of a delivery: text and short HTML that say what moved, the file attached or behind a link."""

import datetime
import io
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from hdr_portal.lib.filestore import Written, write_new
from monitoring.comparison import Change, compare
from monitoring.deliveries.links import link_ends_on, portal_url, signed_url, unsubscribe_url
from monitoring.models import Delivery, DeliveryState, Report, ReportKind, Subscription
from monitoring.models.reports import ENDINGS, ReportFormat
from schools.models import User

TYPES = {
    ReportFormat.PDF: "application/pdf",
    ReportFormat.ARCHIVE: "application/pdf",
    ReportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ReportFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ReportFormat.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
COMPARED = frozenset({ReportKind.PROGRESS, ReportKind.TRACKING})
MEGABYTE = 1024 * 1024
MOST_CHANGES = 15


@dataclass(frozen=True)
class Mail:
    """What the recipient reads: subject, plain text, HTML."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Link:
    """Where a file that is too large lies, and the last day of the link (None: it needs an account and does not end)."""

    url: str
    ends_on: datetime.date | None


def mail_context(subscription: Subscription, report: Report, *, link: Link | None, leave_url: str) -> dict[str, Any]:
    """What the templates of the mail need."""
    before = last_sent_report(subscription, report)
    changes = changes_since(before, report)
    return {
        "subscription": subscription,
        "report": report,
        "headline": (report.inputs or {}).get("headline", ""),
        "before": before,
        "compares": report.kind in COMPARED,
        "changes": changes[:MOST_CHANGES],
        "more_changes": max(len(changes) - MOST_CHANGES, 0),
        "link": link,
        "leave_url": leave_url,
        "is_demo": settings.DEMO,
    }


def last_sent_report(subscription: Subscription, report: Report) -> Report | None:
    """The report that this subscription sent last, other than this one."""
    sent = subscription.deliveries.filter(state=DeliveryState.SENT, report__isnull=False).exclude(report=report)
    found = sent.select_related("report").order_by("-sent_at").first()
    return found.report if found else None


def mail_of(subscription: Subscription, report: Report, *, link: Link | None, leave_url: str) -> Mail:
    """The mail in words."""
    context = mail_context(subscription, report, link=link, leave_url=leave_url)
    subject = f"{report}: {report.plan.municipality}"
    return Mail(
        subject,
        render_to_string("monitoring/mail/report.txt", context),
        render_to_string("monitoring/mail/report.html", context),
    )


def link_of(delivery: Delivery, report: Report) -> Link | None:
    """None when the file fits into the mail."""
    if fits(report):
        return None
    account = User.objects.filter(email=delivery.recipient, is_active=True).first()
    if account is not None and account.has_perm("monitoring.view_report"):
        return Link(portal_url(delivery), None)
    return Link(signed_url(delivery), link_ends_on())


def fits(report: Report) -> bool:
    """Whether the file goes along as an attachment."""
    return report.size <= settings.DELIVERY_ATTACHMENT_MB * MEGABYTE


def changes_since(before: Report | None, report: Report) -> tuple[Change, ...]:
    """What moved since an earlier report; only kinds that hold all indicators can tell."""
    if before is None or report.kind not in COMPARED:
        return ()
    return compare(before.inputs, report.inputs or {})


# --- Bytes ------------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Archived:
    """A message as it will be sent, kept for good."""

    written: Written
    message_id: str


def archive_message(delivery: Delivery, report: Report) -> Archived:
    """Make the bytes that will be sent and keep them under the private folder."""
    message_id = _message_id(delivery)
    content = _bytes(delivery, report, message_id)
    written = write_new(io.BytesIO(content), root=Path(settings.MEDIA_ROOT), folder="mail", extension="eml")
    return Archived(written, message_id)


def _message_id(delivery: Delivery) -> str:
    """The same however often the message is made, so that mailboxes know a twin."""
    return f"<hdr-{delivery.pk}-{uuid.uuid5(delivery.recipient_key, str(delivery.pk)).hex[:12]}@{_host()}>"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _bytes(delivery: Delivery, report: Report, message_id: str) -> bytes:
    subscription, link = delivery.subscription, link_of(delivery, report)
    leave_url = unsubscribe_url(delivery)
    mail = mail_of(subscription, report, link=link, leave_url=leave_url)
    headers = {
        "Message-ID": message_id,
        "Auto-Submitted": "auto-generated",
        "List-Id": f"<raport-{subscription.pk}.{_host()}>",
        "List-Unsubscribe": f"<{leave_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    message = EmailMultiAlternatives(
        mail.subject, mail.text, to=[delivery.recipient], reply_to=[subscription.owner.email], headers=headers
    )
    message.attach_alternative(mail.html, "text/html")
    if link is None:
        message.attach(file_name(report), report.file.read_bytes(), content_type(report))
    built: Any = message.message()
    content: bytes = built.as_bytes(linesep="\r\n")
    return content


def file_name(report: Report) -> str:
    """The name of the file for those who get it."""
    return f"raport-hdr-{report.as_of:%Y-%m-%d}-nr-{report.pk}.{ENDINGS[ReportFormat(report.format)]}"


def content_type(report: Report) -> str:
    """The media type of the file."""
    return TYPES[ReportFormat(report.format)]
