"""Predicates on roles: who may give and take what. They guard both the buttons and the services."""

from collections.abc import Iterable

from schools.roles import MUNICIPAL, Role

Held = Iterable[tuple[str, int | None]]


def may_touch_role(by: Held, role: str) -> bool:
    """Whether a holder of the roles `by` may give or take `role`: only administrators make administrators."""
    return role != Role.ADMINISTRATOR or _is_administrator(by)


def may_touch_account(by: Held, of: Held) -> bool:
    """Whether a holder of the roles `by` may switch off or on the account that holds `of`."""
    return _is_administrator(by) or not _is_administrator(of)


def is_last_municipal(held: Held, role: str) -> bool:
    """Whether `role` is the only municipal role among those held."""
    return role in MUNICIPAL and sum(one in MUNICIPAL for one, _ in held) == 1


def _is_administrator(held: Held) -> bool:
    return any(role == Role.ADMINISTRATOR for role, _ in held)
