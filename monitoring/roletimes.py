"""In which role somebody acted at a moment: histories name roles, never persons."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from schools.models import Membership
from schools.roles import Role

WITHOUT_ROLE = "osoba bez roli"


@dataclass(frozen=True)
class RoleTimes:
    """User id → roles given, each with its moment, in order."""

    given: dict[int, list[tuple[datetime.datetime, str]]]

    @classmethod
    def of(cls, users: Iterable[int]) -> "RoleTimes":
        """The roles of these people as they were given: one query, past the scope, because only the role is told."""
        versions = Membership.history.model.objects.filter(user_id__in=set(users)).exclude(history_type="-")
        given: dict[int, list[tuple[datetime.datetime, str]]] = defaultdict(list)
        rows = versions.order_by("history_date", "history_id").values_list("user_id", "history_date", "role")
        for user, when, role in rows:
            given[user].append((when, role))
        return cls(dict(given))

    def role_of(self, user: int, when: datetime.datetime) -> str:
        """The role given last before the moment; the first one for what was done before any was written down."""
        roles = self.given.get(user, [])
        if not roles:
            return WITHOUT_ROLE
        earlier = [role for given, role in roles if given <= when]
        return Role(earlier[-1] if earlier else roles[0][1]).label
