"""One message to one recipient over SMTP, and what the server's answer allows us to say about it.

Until the last line of the message has been handed over the server cannot have accepted it. After that, silence means that
nobody knows.
"""

import email
import email.policy
import re
import smtplib
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

OK, FORWARDED, START = 250, 251, 354
LASTING = 500


class Fate(Enum):
    """What became of a message."""

    ACCEPTED = "accepted"
    REFUSED_FOR_NOW = "refused for now"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Outcome:
    """The fate and the server's words."""

    fate: Fate
    answer: str


class NotReached(Exception):
    """The mail server could not be spoken to; nothing was sent."""


class _Answered(Exception):
    def __init__(self, code: int, words: bytes) -> None:
        self.outcome = Outcome(
            Fate.REFUSED if code >= LASTING else Fate.REFUSED_FOR_NOW, f"{code} {words.decode(errors='replace')}"
        )


def open_connection() -> BaseEmailBackend:
    """A connection that is ready for a message; raises NotReached with the reason."""
    connection = get_connection(timeout=settings.DELIVERY_SMTP_SECONDS)
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as error:
        raise NotReached(f"Serwer poczty nie odpowiada: {_words(error)}") from error
    return connection


def close_connection(connection: BaseEmailBackend) -> None:
    """Say goodbye; a server that has gone already is no news."""
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        return


def transmit(connection: BaseEmailBackend, recipient: str, content: bytes) -> Outcome:
    """Hand the message over. Never raises for what a server or the network does."""
    server = getattr(connection, "connection", None)
    if isinstance(server, smtplib.SMTP):
        return _over_smtp(server, recipient, content)
    return _otherwise(connection, recipient, content)


def _over_smtp(server: smtplib.SMTP, recipient: str, content: bytes) -> Outcome:
    handed_over = False
    try:
        _introduce(server, recipient, content)
        handed_over = True
        return _hand_over(server, content)
    except _Answered as answered:
        return answered.outcome
    except (OSError, smtplib.SMTPException) as error:
        if handed_over:
            return Outcome(Fate.UNKNOWN, f"Połączenie zerwane po przekazaniu wiadomości: {_words(error)}")
        return Outcome(Fate.REFUSED_FOR_NOW, f"Połączenie zerwane przed przekazaniem wiadomości: {_words(error)}")


def _introduce(server: smtplib.SMTP, recipient: str, content: bytes) -> None:
    """Sender, recipient and the word DATA; raises _Answered when the server says no."""
    server.ehlo_or_helo_if_needed()
    options = [f"SIZE={len(content)}"] if server.has_extn("size") else []
    options += ["BODY=8BITMIME"] if server.has_extn("8bitmime") else []
    _expect(server.mail(sanitize_address(settings.DEFAULT_FROM_EMAIL, "utf-8"), options), OK)
    _expect(server.rcpt(sanitize_address(recipient, "utf-8")), OK, FORWARDED)
    _expect(server.docmd("DATA"), START)


def _hand_over(server: smtplib.SMTP, content: bytes) -> Outcome:
    server.send(re.sub(rb"(?m)^\.", b"..", content) + b".\r\n")
    code, words = server.getreply()
    if code >= 400:
        raise _Answered(code, words)
    taken = Fate.ACCEPTED if code == OK else Fate.UNKNOWN
    return Outcome(taken, f"{code} {words.decode(errors='replace')}")


def _expect(reply: tuple[int, bytes], *wanted: int) -> None:
    if reply[0] not in wanted:
        raise _Answered(*reply)


def _words(error: Exception) -> str:
    return str(error) or type(error).__name__


# --- Without SMTP: the demo keeps its mails as files ------------------------------------------------------------------
class _Archived(EmailMessage):
    """A message whose bytes are fixed, for mail backends that ask for an object."""

    def __init__(self, recipient: str, content: bytes) -> None:
        super().__init__(to=[recipient])
        self._content = content

    def message(self, **_: Any) -> Any:
        """The archived message, whatever policy is asked for."""
        return email.message_from_bytes(self._content, policy=email.policy.SMTP)


def _otherwise(connection: BaseEmailBackend, recipient: str, content: bytes) -> Outcome:
    try:
        taken = connection.send_messages([_Archived(recipient, content)])
    except OSError as error:
        return Outcome(Fate.REFUSED_FOR_NOW, f"Wiadomości nie udało się zapisać: {_words(error)}")
    return Outcome(Fate.ACCEPTED if taken else Fate.UNKNOWN, "zapisano w folderze poczty (bez serwera SMTP)")
