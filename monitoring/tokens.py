"""Tokens of the API: made, shown once, recognised, revoked. The database keeps a keyed hash alone.

A token reads what the person who made it may read, in the school or the municipality it was made for. It ends with the
day written on it, when it is revoked, and when that person's account is switched off.
"""

import base64
import datetime
import logging
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac

from monitoring.models import ApiToken
from schools.models import School, User
from schools.scope import Scope

logger = logging.getLogger(__name__)

MARK = "hdr_"
PREFIX_LENGTH = 8
LONGEST_DAYS = 366
SHOWN_FOR = datetime.timedelta(minutes=10)
SALT_SECRET, SALT_DIGEST = "monitoring.tokens.secret", "monitoring.tokens.digest"


class TokenRefused(Exception):
    """The token opens nothing. `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Created:
    """A token and its text; no text: it was made earlier by the same form and is not shown any more."""

    token: ApiToken
    secret: str


def create_token(
    *, name: str, school: School | None, expires_on: datetime.date, form_key: uuid.UUID, by: User
) -> Created:
    """A new token. The same form sent twice gives the same token, and for ten minutes its text.

    The text is worked out from the form's random key and the portal's secret, so it need not be stored to be shown again.
    """
    secret = _secret(form_key, by)
    token, made = ApiToken.objects.get_or_create(
        digest=digest_of(secret),
        defaults={
            "name": name,
            "prefix": secret[:PREFIX_LENGTH],
            "school": school,
            "expires_on": expires_on,
            "created_by": by,
        },
    )
    if made:
        logger.info("API token %s was made by account %s.", token.pk, by.pk)
    shown = token.revoked_at is None and timezone.now() - token.created_at < SHOWN_FOR
    return Created(token, secret if shown else "")


def revoke_token(token: ApiToken, *, by: User) -> None:
    """From now on the token opens nothing; revoking twice changes nothing."""
    if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        logger.info("API token %s was revoked by account %s.", token.pk, by.pk)


def use_token(secret: str, today: datetime.date) -> ApiToken:
    """The token with this text, noted as used today. Raises TokenRefused."""
    token = ApiToken.objects.filter(digest=digest_of(secret)).select_related("created_by").first()
    if token is None:
        raise TokenRefused("Nie znamy tego tokenu. Sprawdź, czy wkleił się w całości, albo utwórz nowy.")
    _refuse_ended(token, today)
    if token.used_on != today:
        unused = Q(used_on=None) | ~Q(used_on=today)
        ApiToken.objects.filter(unused, pk=token.pk).update(used_on=today)
    return token


def _refuse_ended(token: ApiToken, today: datetime.date) -> None:
    if token.revoked_at is not None:
        raise TokenRefused("Ten token unieważniono. Utwórz nowy na stronie „Dane dla Excela i Power BI”.")
    if token.expires_on < today:
        raise TokenRefused("Ważność tego tokenu minęła. Utwórz nowy na stronie „Dane dla Excela i Power BI”.")
    if not token.created_by.is_active:
        raise TokenRefused("Konto osoby, która utworzyła ten token, jest wyłączone. Utwórz nowy z innego konta.")


def scope_of(token: ApiToken) -> Scope:
    """The rows that the token may read."""
    return Scope(None if token.school_id is None else frozenset({token.school_id}))


def digest_of(secret: str) -> str:
    """What the database keeps of a token's text."""
    return salted_hmac(SALT_DIGEST, secret, algorithm="sha256").hexdigest()


def _secret(form_key: uuid.UUID, user: User) -> str:
    made = salted_hmac(SALT_SECRET, f"{user.pk}:{form_key}", algorithm="sha256").digest()
    return MARK + base64.urlsafe_b64encode(made).decode().rstrip("=")


def latest_end(today: datetime.date) -> datetime.date:
    """The last day that a token may be valid until: a forgotten one ends by itself."""
    return today + datetime.timedelta(days=LONGEST_DAYS)
