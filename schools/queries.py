"""Reads that span units and people."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from schools.history import HistoryEntry, history_of
from schools.models import Establishment, Membership, School, Statistic, User
from schools.roles import MUNICIPAL, Role, roles_allowed

DOMAIN = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:/\S*)?", re.IGNORECASE)
SYSTEM = "system"
ADDED = "Dodano"


# --- Units ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class UnitRow:
    """A unit with its establishments (each with `pupils` and `counted_on`) and its numbers."""

    school: School
    establishments: tuple[Establishment, ...]
    people: int

    @property
    def pupils(self) -> int | None:
        """Pupils and children by the newest number of each open establishment; None when none is known."""
        known = [one.pupils for one in self.establishments if one.pupils is not None and one.closed_on is None]  # type: ignore[attr-defined]
        return sum(known) if known else None

    @property
    def is_incomplete(self) -> bool:
        """Whether a name is to be completed."""
        return self.school.name_incomplete or any(one.name_incomplete for one in self.establishments)


def establishments_with_numbers() -> QuerySet[Establishment]:
    """Establishments with the newest number: `pupils`, `classes`, `counted_on`."""
    newest = Statistic.objects.filter(establishment=OuterRef("pk")).order_by("-day")
    found: QuerySet[Establishment] = Establishment.objects.annotate(
        pupils=Subquery(newest.values("pupils")[:1]),
        classes=Subquery(newest.values("classes")[:1]),
        counted_on=Subquery(newest.values("day")[:1]),
    )
    return found.order_by("-kind", "name")


def units_with_numbers() -> list[UnitRow]:
    """Every unit in scope, the open ones first: two queries."""
    holders = Membership.objects.filter(school=OuterRef("pk"), user__is_active=True).order_by().values("school")
    schools = (
        School.objects.annotate(people=Subquery(holders.annotate(people=Count("user", distinct=True)).values("people")))
        .prefetch_related(Prefetch("establishments", establishments_with_numbers()))
        .order_by("kind", "sort_name")
    )
    rows = [UnitRow(school, tuple(school.establishments.all()), school.people or 0) for school in schools]
    return sorted(rows, key=lambda row: row.school.closed_on is not None)


def statistics_of(school: School) -> QuerySet[Statistic]:
    """Dated numbers of the unit's establishments, the newest first."""
    found: QuerySet[Statistic] = Statistic.objects.filter(establishment__school=school).select_related("establishment")
    return found.order_by("-day", "-establishment__kind", "establishment__name")


def web_address(written: str) -> str:
    """An address that a link may carry, or nothing: registers write „www.szkola.pl” and worse."""
    if written.lower().startswith(("http://", "https://")):
        return written
    return f"https://{written}" if DOMAIN.fullmatch(written) else ""


# --- People ---------------------------------------------------------------------------------------------------------
def schools_where(user: User, perm: str) -> frozenset[int] | None:
    """Ids of the schools where a role allows the verb; None for the whole municipality."""
    allowed = roles_allowed(perm)
    held = [(role, school) for role, school in user.roles_held if role in allowed]
    if any(role in MUNICIPAL for role, _ in held):
        return None
    return frozenset(school for _, school in held if school is not None)


def roles_seen_by(viewer: User) -> QuerySet[Membership]:
    """Roles of people that the viewer may see: all, or those at schools where a role of his allows it."""
    found: QuerySet[Membership] = Membership.objects.select_related("school", "user")
    schools = schools_where(viewer, "schools.view_people")
    return found if schools is None else found.filter(school_id__in=schools)


def people_seen_by(viewer: User) -> QuerySet[User]:
    """Accounts with the roles (`memberships.all`) that the viewer may see; the office sees those without roles too."""
    roles = roles_seen_by(viewer)
    everyone = schools_where(viewer, "schools.view_people") is None
    people = User.objects.all() if everyone else User.objects.filter(pk__in=roles.values("user"))
    return people.prefetch_related(Prefetch("memberships", roles.order_by("role", "school__short_name"))).order_by(
        "email"
    )


def account_history(user: User) -> list[HistoryEntry]:
    """Roles given and taken, the account switched off and on; newest first. For those who may see all people."""
    entries = [entry for entry in history_of(user) if entry.title != ADDED]
    versions = Membership.history.filter(user_id=user.pk).exclude(history_type="~")
    for one in versions.select_related("history_user", "school"):
        title = "Nadano rolę" if one.history_type == "+" else "Odebrano rolę"
        place = f", {one.school}" if one.school_id else ""
        who = str(one.history_user) if one.history_user else SYSTEM
        entries.append(HistoryEntry(title, f"{one.get_role_display()}{place}", who, one.history_date))
    made = HistoryEntry("Założono konto", "", "", user.date_joined)
    return [*sorted(entries, key=lambda entry: entry.when, reverse=True), made]


# --- History --------------------------------------------------------------------------------------------------------
def unit_history(school: School, establishments: Iterable[Establishment], viewer: User) -> list[HistoryEntry]:
    """Changes of a unit and of its establishments, newest first; authors as far as the viewer may see them."""
    entries = [
        replace(one, title="Dodano jednostkę" if one.title == ADDED else one.title) for one in history_of(school)
    ]
    for place in establishments:
        entries += [replace(one, title=f"{place.name}: {_in_line(one.title)}") for one in history_of(place)]
    authors = author_labels({entry.who for entry in entries}, viewer)
    told = [replace(entry, who=authors.get(entry.who, "")) for entry in entries]
    return sorted(told, key=lambda entry: entry.when, reverse=True)


def _in_line(title: str) -> str:
    """A title after a name; the fields of a large change stand in its note."""
    return "zmieniono dane" if title.count(",") > 1 else title[:1].lower() + title[1:]


def author_labels(addresses: Iterable[str], viewer: User) -> dict[str, str]:
    """What the viewer may read of the authors: an address, a municipal role, or that it was somebody of the portal."""
    seen = set(people_seen_by(viewer).filter(email__in=addresses).values_list("email", flat=True))
    if not viewer.has_perm("schools.view_people"):
        seen = set()
    # A director may not see the rows of the office's people; that it was the office is no secret.
    office = Membership._base_manager.filter(user__email__in=addresses, role__in=MUNICIPAL).order_by("pk")  # noqa: SLF001
    roles = {address: str(Role(role).label) for address, role in office.values_list("user__email", "role")}
    labels = {
        address: address if address in seen else roles.get(address, "użytkownik portalu") for address in addresses
    }
    return labels | {SYSTEM: SYSTEM}
