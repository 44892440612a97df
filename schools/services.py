"""Verbs on units and people. Each notes in history who did it; each refusal is a Polish sentence."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from schools import rules
from schools.models import Establishment, Membership, School, User
from schools.roles import Role

HAS_ROLE = "Ta osoba ma już tę rolę."
LAST_ADMINISTRATOR = "To jedyny administrator. Najpierw nadaj tę rolę innej osobie."
ADMINISTRATORS_ONLY = "Konto administratora włącza i wyłącza tylko administrator."


class NotAllowed(Exception):
    """The verb is refused; the text says why and what to do."""


@dataclass(frozen=True)
class GivenRole:
    """A role just given, and whether its account is new."""

    membership: Membership
    is_new_account: bool


# --- Units ----------------------------------------------------------------------------------------------------------
def save_unit(row: School | Establishment, *, by: User) -> None:
    """Write an edited unit or establishment."""
    _sign(row, by)
    row.save()


# --- Roles ----------------------------------------------------------------------------------------------------------
def give_role(email: str, *, role: str, school: School | None, by: User) -> GivenRole:
    """Give a role to the account with the address, making the account when there is none; raises NotAllowed."""
    if not rules.may_touch_role(by.roles_held, role):
        raise NotAllowed("Rolę administratora nadaje tylko administrator.")
    try:
        with transaction.atomic():
            return _give_role(email.lower(), role, school, by)
    except IntegrityError as error:
        raise NotAllowed(HAS_ROLE) from error


def _give_role(email: str, role: str, school: School | None, by: User) -> GivenRole:
    user = User.objects.filter(email=email).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(email)
    if not user.is_active:
        raise NotAllowed(f"Konto {email} jest wyłączone. Najpierw je włącz.")
    if Membership.objects.filter(user=user, role=role, school=school).exists():
        raise NotAllowed(HAS_ROLE)  # SQLite has no unique constraint that treats two empty units as the same
    membership = Membership(user=user, role=role, school=school)
    _sign(membership, by)
    membership.save()
    return GivenRole(membership, is_new)


def take_role(membership: Membership, *, by: User) -> None:
    """Take a role away; the account stays. Raises NotAllowed."""
    with transaction.atomic():
        _lock_administrators()
        if refusal := why_not_take(membership, by=by):
            raise NotAllowed(refusal)
        _sign(membership, by)
        membership.delete()


def why_not_take(membership: Membership, *, by: User) -> str:
    """Why the role cannot be taken away, or nothing: the page never offers what the service refuses."""
    role, user = membership.role, membership.user
    if not rules.may_touch_role(by.roles_held, role):
        return "Rolę administratora odbiera tylko administrator."
    if role == Role.ADMINISTRATOR and not _another_administrator(user):
        return LAST_ADMINISTRATOR
    if user == by and rules.is_last_municipal(user.roles_held, role):
        return "To Twoja jedyna rola w gminie: odebrać może Ci ją ktoś inny."
    return ""


def _lock_administrators() -> None:
    """Two people cannot remove each other: the second waits, looks again and is refused."""
    list(_administrators().select_for_update(of=("self",)))


def _administrators() -> QuerySet[Membership]:
    found: QuerySet[Membership] = Membership.objects.filter(role=Role.ADMINISTRATOR).order_by("pk")
    return found


def _another_administrator(user: User) -> bool:
    return _administrators().filter(user__is_active=True).exclude(user=user).exists()


# --- Accounts -------------------------------------------------------------------------------------------------------
def deactivate(user: User, *, by: User) -> None:
    """Switch an account off: its owner is signed out at once, its roles stay written. Raises NotAllowed."""
    with transaction.atomic():
        _lock_administrators()
        if refusal := why_not_deactivate(user, by=by):
            raise NotAllowed(refusal)
        _switch(user, by, is_active=False)


def why_not_deactivate(user: User, *, by: User) -> str:
    """Why the account cannot be switched off, or nothing."""
    if user == by:
        return "Nie możesz wyłączyć własnego konta. Może to zrobić ktoś inny."
    if not rules.may_touch_account(by.roles_held, user.roles_held):
        return ADMINISTRATORS_ONLY
    if user.has_role(Role.ADMINISTRATOR) and not _another_administrator(user):
        return LAST_ADMINISTRATOR
    return ""


def activate(user: User, *, by: User) -> None:
    """Switch an account on again. Raises NotAllowed."""
    if not rules.may_touch_account(by.roles_held, user.roles_held):
        raise NotAllowed(ADMINISTRATORS_ONLY)
    _switch(user, by, is_active=True)


def _switch(user: User, by: User, *, is_active: bool) -> None:
    if user.is_active != is_active:
        user.is_active = is_active
        _sign(user, by)
        user.save(update_fields=["is_active"])


def _sign(row: Any, by: User) -> None:
    row._history_user = by  # noqa: SLF001 - the documented way of django-simple-history
