"""People: an account known by its e-mail address, and the roles it holds. No names are kept."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import _user_has_module_perms, _user_has_perm  # type: ignore[attr-defined]
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from simple_history.models import HistoricalRecords

from schools.models.units import School
from schools.roles import MUNICIPAL, Role
from schools.scope import SaveGuard, Scope, ScopedManager, whole_municipality


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An active account; without a password it waits for its owner to set one by e-mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """An account with the administrator's role (asked for by `manage.py createsuperuser`)."""
        user = self.create_user(email, password, **fields)
        with whole_municipality():  # the first administrator comes before any scope
            Membership.objects.create(user=user, role=Role.ADMINISTRATOR)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """The account with this address, whatever its case."""
        return self.get(email=(username or "").lower())


class User(AbstractBaseUser):
    """An account. Rights come from its memberships alone."""

    email = models.EmailField("adres e-mail", unique=True)
    is_active = models.BooleanField("aktywne", default=True)
    date_joined = models.DateTimeField("utworzone", auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = "konto"
        verbose_name_plural = "konta"
        ordering = ("email",)
        constraints = (models.UniqueConstraint(Lower("email"), name="user_email_unique_whatever_case"),)

    def __str__(self) -> str:
        return self.email

    @cached_property
    def roles_held(self) -> list[tuple[str, int | None]]:
        """(role, school id or None) of every membership: one query a request."""
        # The scope is made from these rows, so they are read past it.
        mine = Membership._base_manager.filter(user=self).order_by("pk")  # noqa: SLF001
        return list(mine.values_list("role", "school_id"))

    @property
    def scope(self) -> Scope:
        """The rows this person may see."""
        if any(role in MUNICIPAL for role, _ in self.roles_held):
            return Scope(None)
        return Scope(frozenset(school for _, school in self.roles_held if school is not None))

    @property
    def school_ids(self) -> list[int]:
        """Ids of the schools where the person holds a role, in the order the roles were given."""
        return list(dict.fromkeys(school for _, school in self.roles_held if school is not None))

    def has_role(self, *roles: Role) -> bool:
        """Whether the person holds one of the roles anywhere."""
        return any(held in roles for held, _ in self.roles_held)

    @property
    def is_staff(self) -> bool:
        """Django admin's question."""
        return self.has_role(Role.ADMINISTRATOR)

    def has_perm(self, perm: str, obj: object = None) -> bool:
        """Whether a role allows the verb; with an object, a role that reaches the object's school."""
        return bool(self.is_active and _user_has_perm(self, perm, obj))

    def has_perms(self, perm_list: Iterable[str], obj: object = None) -> bool:
        """Whether all of the verbs are allowed."""
        return all(self.has_perm(perm, obj) for perm in perm_list)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether anything of an app may be seen in Django admin."""
        return bool(self.is_active and _user_has_module_perms(self, app_label))


class Membership(SaveGuard):
    """A role that a person holds at one school, or in the whole municipality (school empty)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships", verbose_name="konto")
    role = models.CharField("rola", max_length=20, choices=Role)
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships", verbose_name="jednostka"
    )
    since = models.DateTimeField("nadana", auto_now_add=True)

    objects = ScopedManager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "rola osoby"
        verbose_name_plural = "role osób"
        ordering = ("user__email", "role")
        constraints = (
            models.CheckConstraint(
                condition=Q(role__in=sorted(MUNICIPAL), school=None)
                | (~Q(role__in=sorted(MUNICIPAL)) & Q(school__isnull=False)),
                name="membership_municipal_role_has_no_school",
                violation_error_message="Rola szkolna wymaga jednostki, a rola gminna jej nie ma.",
            ),
            # Two constraints, because SQLite has no NULLS NOT DISTINCT.
            models.UniqueConstraint(
                fields=("user", "role", "school"),
                name="membership_unique",
                violation_error_message="Ta osoba ma już tę rolę.",
            ),
            models.UniqueConstraint(
                fields=("user", "role"),
                condition=Q(school=None),
                name="membership_municipal_unique",
                violation_error_message="Ta osoba ma już tę rolę.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"
