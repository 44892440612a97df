"""Verbs on units and people. Each notes in history who did it; each refusal is a Polish sentence."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from schools import rules
from schools.models import Establishment, Membership, School, User
from schools.roles import Role


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
        raise NotAllowed("Ta osoba ma już tę rolę.") from error


def _give_role(email: str, role: str, school: School | None, by: User) -> GivenRole:
    user = User.objects.filter(email=email).first()
    is_new = user is None
    if user is None:
        user = User.objects.create_user(email)
    if not user.is_active:
        raise NotAllowed(f"Konto {email} jest wyłączone. Najpierw je włącz.")
    membership = Membership(user=user, role=role, school=school)
    _sign(membership, by)
    membership.save()
    return GivenRole(membership, is_new)


def take_role(membership: Membership, *, by: User) -> None:
    """Take a role away; the account stays. Raises NotAllowed."""
    with transaction.atomic():
        _refuse_taking(membership, by)
        _sign(membership, by)
        membership.delete()


def _refuse_taking(membership: Membership, by: User) -> None:
    role, user = membership.role, membership.user
    if not rules.may_touch_role(by.roles_held, role):
        raise NotAllowed("Rolę administratora odbiera tylko administrator.")
    if role == Role.ADMINISTRATOR and not _another_administrator(user):
        raise NotAllowed("To jedyny administrator. Najpierw nadaj tę rolę innej osobie.")
    if user == by and rules.is_last_municipal(user.roles_held, role):
        raise NotAllowed("To Twoja jedyna rola w gminie: odebrać może Ci ją ktoś inny.")


def _another_administrator(user: User) -> bool:
    """Whether somebody else could still administer; the rows stay locked, so two people cannot remove each other."""
    others = Membership.objects.select_for_update(of=("self",)).filter(role=Role.ADMINISTRATOR)
    return any(one.user_id != user.pk and one.user.is_active for one in others.select_related("user").order_by("pk"))


# --- Accounts -------------------------------------------------------------------------------------------------------
def deactivate(user: User, *, by: User) -> None:
    """Switch an account off: its owner is signed out at once, its roles stay written. Raises NotAllowed."""
    if user == by:
        raise NotAllowed("Nie możesz wyłączyć własnego konta. Może to zrobić ktoś inny.")
    _switch(user, by, is_active=False)


def activate(user: User, *, by: User) -> None:
    """Switch an account on again. Raises NotAllowed."""
    _switch(user, by, is_active=True)


def _switch(user: User, by: User, *, is_active: bool) -> None:
    if not rules.may_touch_account(by.roles_held, user.roles_held):
        raise NotAllowed("Konto administratora włącza i wyłącza tylko administrator.")
    with transaction.atomic():
        if not is_active and user.has_role(Role.ADMINISTRATOR) and not _another_administrator(user):
            raise NotAllowed("To jedyny administrator. Najpierw nadaj tę rolę innej osobie.")
        if user.is_active == is_active:
            return
        user.is_active = is_active
        _sign(user, by)
        user.save(update_fields=["is_active"])


def _sign(row: Any, by: User) -> None:
    row._history_user = by  # noqa: SLF001 - the documented way of django-simple-history
