"""Mails: the link to set a password, made by allauth; letters to several people at once."""

import logging
import smtplib
from collections.abc import Sequence
from dataclasses import dataclass

from allauth.account.forms import ResetPasswordForm
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.http import HttpRequest

from schools.models import User

logger = logging.getLogger(__name__)


def send_password_link(user: User, *, request: HttpRequest) -> bool:
    """Send the account's owner a link to set a password; whether the mail server took it."""
    form = ResetPasswordForm({"email": user.email})
    if not form.is_valid():
        return False
    try:
        form.save(request)
    except (OSError, smtplib.SMTPException):
        logger.warning("The mail with a password link for account %s was not taken.", user.pk, exc_info=True)
        return False
    return True


@dataclass(frozen=True)
class Letter:
    """A mail in plain text to one person."""

    address: str
    subject: str
    body: str


def send_letters(letters: Sequence[Letter]) -> list[str]:
    """Send each to its person alone, over one connection; gives back the addresses whose letter was not taken."""
    connection = get_connection()
    try:
        connection.open()
        return [one.address for one in letters if not _sent(one, connection)]
    except (OSError, smtplib.SMTPException):
        logger.warning("The mail server did not answer.", exc_info=True)
        return [one.address for one in letters]
    finally:
        _closed(connection)


def _sent(letter: Letter, connection: BaseEmailBackend) -> bool:
    message = EmailMessage(letter.subject, letter.body, to=[letter.address], connection=connection)
    try:
        return message.send() == 1
    except (OSError, smtplib.SMTPException):
        logger.warning("The mail server did not take a letter.", exc_info=True)
        return False


def _closed(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except (OSError, smtplib.SMTPException):
        logger.warning("The mail server did not say goodbye.", exc_info=True)
