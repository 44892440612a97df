"""Rules of allauth's routes: signing in, the own account, the second factor.

They act on the account of whoever asks, so there are no schools' objects; a key to sign in with belongs to one person.
"""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator

from tests.guards.rules import (
    CLASS_VIEW,
    ELSEWHERE,
    FORM_VIEW,
    HIDDEN,
    METHODS,
    NOBODY,
    PAGE,
    SIGN_IN,
    Case,
    Outcome,
    Rule,
    World,
)


def whatever(outcome: Outcome, methods: tuple[str, ...] = METHODS) -> Mapping[str, Outcome]:
    """The same answer to every method."""
    return dict.fromkeys(methods, outcome)


def passkeys(world: World) -> list[Case]:
    """The viewer's key, the administrator's, none."""
    owners = ("viewer", "administrator")
    keys = {owner: _passkey(getattr(world.cast, owner).pk) for owner in owners}
    found = [Case(owner, owner, {"pk": pk}) for owner, pk in keys.items()]
    return [*found, Case("missing", NOBODY, {"pk": 999_999_999}), Case("beyond numbers", NOBODY, {"pk": 10**30})]


def _passkey(user_id: int) -> int:
    data = {"name": "Klucz próbny", "credential": {}}
    return int(Authenticator.objects.create(user_id=user_id, type=Authenticator.Type.WEBAUTHN, data=data).pk)


def unknown_mail_key(_: World) -> list[Case]:
    """A link that nobody was sent."""
    return [Case("unknown key", "everyone", {"key": "abc"})]


def unknown_password_key(_: World) -> list[Case]:
    """A link that nobody was sent."""
    return [Case("unknown key", "everyone", {"uidb36": "1", "key": "set-password"})]


PUBLIC_PAGE = Rule(CLASS_VIEW, public=True, reason="a sentence after a step of signing in")
OWN_PAGE = Rule(CLASS_VIEW)
OWN_FORM = Rule(FORM_VIEW)
NOTHING_TO_DO = Rule(METHODS, answers=whatever(ELSEWHERE))
NOTHING_THERE = Rule(METHODS, answers=whatever(HIDDEN), reason="no second factor is set up")

ACCOUNT_ROUTES = {
    "account_login": Rule(FORM_VIEW, public=True, to_members=whatever(ELSEWHERE), reason="the door"),
    "account_logout": Rule(
        ("GET", "HEAD", "POST", "OPTIONS"),
        public=True,
        answers=whatever(ELSEWHERE, ("GET", "HEAD", "POST")),
        to_members=whatever(PAGE, ("GET", "HEAD")),
        reason="the way out; who is not signed in has nothing to leave",
    ),
    "account_inactive": PUBLIC_PAGE,
    "account_signup": Rule(
        METHODS, public=True, to_members=whatever(ELSEWHERE), reason="says that accounts are made by the office"
    ),
    "account_reauthenticate": OWN_FORM,
    "account_email": Rule(FORM_VIEW, answers=whatever(ELSEWHERE, ("POST", "PUT"))),
    "account_email_verification_sent": PUBLIC_PAGE,
    "account_change_password": OWN_FORM,
    "account_set_password": NOTHING_TO_DO,
    "account_reset_password": Rule(FORM_VIEW, public=True, reason="for those who forgot the password"),
    "account_confirm_login_code": NOTHING_TO_DO,
    "account_confirm_email": Rule(
        ("GET", "HEAD", "POST", "OPTIONS"),
        public=True,
        cases=unknown_mail_key,
        answers={"POST": HIDDEN},
        reason="opened from a mail",
    ),
    "account_reset_password_from_key": Rule(
        METHODS, public=True, cases=unknown_password_key, reason="opened from a mail; says that the link is spent"
    ),
    "account_reset_password_from_key_done": PUBLIC_PAGE,
    "account_reset_password_done": PUBLIC_PAGE,
}
SECOND_FACTOR_ROUTES = {
    "mfa_index": OWN_PAGE,
    "mfa_authenticate": NOTHING_TO_DO,
    "mfa_reauthenticate": NOTHING_TO_DO,
    "mfa_activate_totp": OWN_FORM,
    "mfa_deactivate_totp": NOTHING_THERE,
    "mfa_view_recovery_codes": Rule(CLASS_VIEW, answers=whatever(HIDDEN, ("GET", "HEAD")), reason=NOTHING_THERE.reason),
    "mfa_generate_recovery_codes": OWN_FORM,
    "mfa_download_recovery_codes": NOTHING_THERE,
    "mfa_list_webauthn": OWN_PAGE,
    "mfa_add_webauthn": OWN_FORM,
    "mfa_reauthenticate_webauthn": NOTHING_TO_DO,
    "mfa_remove_webauthn": Rule(
        ("GET", "HEAD", "POST", "DELETE", "OPTIONS"),
        cases=passkeys,
        answers=whatever(ELSEWHERE, ("POST", "DELETE")),
        blind=("OPTIONS",),
    ),
    "mfa_edit_webauthn": Rule(FORM_VIEW, cases=passkeys, blind=("OPTIONS",)),
    "mfa_login_webauthn": Rule(
        FORM_VIEW,
        public=True,
        answers=whatever(SIGN_IN, ("GET", "HEAD", "POST", "PUT")),
        to_members=whatever(ELSEWHERE),
        reason="the door, for those with a key",
    ),
}
LIBRARY_ROUTES = {**ACCOUNT_ROUTES, **SECOND_FACTOR_ROUTES}
