"""The mail with a link to set a password, made by allauth."""

import logging
import smtplib

from allauth.account.forms import ResetPasswordForm
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
