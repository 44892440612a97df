"""The auth backend that answers `has_perm` from the table in schools/roles.py."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from schools.models import User
from schools.roles import MUNICIPAL, roles_allowed


def owner_id(obj: object) -> int | None:
    """Id of the school that owns an object; None for the municipality's."""
    return obj.owner_school_id()  # type: ignore[attr-defined,no-any-return]


class RoleBackend(AuthenticationBackend):
    """Signs in by e-mail (allauth) and grants verbs by role."""

    def has_perm(self, user_obj: Any, perm: str, obj: object = None) -> bool:
        """Whether a role of the person allows `perm`; for an object, a role that reaches the object's school.

        An IT keeper of A who is also the director of B may approve nothing at A.
        """
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        allowed = roles_allowed(perm)
        held = [(role, school) for role, school in user_obj.roles_held if role in allowed]
        if obj is None:
            return bool(held)
        owner = owner_id(obj)
        return any(role in MUNICIPAL or school == owner for role, school in held)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Django admin shows its apps to administrators."""
        return isinstance(user_obj, User) and user_obj.is_active and user_obj.is_staff

    def get_user_permissions(self, user_obj: Any, obj: object = None) -> set[str]:
        """Permissions are not given to persons."""
        return set()

    def get_group_permissions(self, user_obj: Any, obj: object = None) -> set[str]:
        """Permissions are not given to groups."""
        return set()
