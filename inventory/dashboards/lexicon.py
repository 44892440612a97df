"""What dashboards know besides the counts: names and properties of dictionary entries, norms."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from inventory.models import Category, Norm, NormCode, OperatingSystem, Product, ProductKind


@dataclass(frozen=True)
class System:
    """An operating system: its family, and the last day its maker supports it (None: no end is known)."""

    family: str
    supported_until: datetime.date | None


@dataclass(frozen=True)
class OfficeSuite:
    """An office suite, and whether it is the city's standard."""

    name: str
    is_standard: bool


@dataclass(frozen=True)
class Limit:
    """A norm: its number, from when it binds, where it comes from."""

    value: int
    binds_from: datetime.date | None
    source: str


@dataclass(frozen=True)
class Lexicon:
    """Dictionaries by id; norms by code, those that are there."""

    categories: Mapping[int, str]
    groups: Mapping[int, str]
    systems: Mapping[int, System]
    products: Mapping[int, str]
    office: Mapping[int, OfficeSuite]
    norms: Mapping[str, Limit]

    def norm(self, code: NormCode) -> int | None:
        """The number of a norm, if there is one."""
        found = self.norms.get(code)
        return found.value if found else None


def lexicon() -> Lexicon:
    """The dictionaries as they are now: four queries."""
    categories = list(Category.objects.order_by("name").values_list("pk", "name", "group"))
    products = list(Product.objects.order_by("name").values_list("pk", "name", "kind", "is_standard"))
    systems = OperatingSystem.objects.values_list("pk", "family", "supported_until")
    return Lexicon(
        categories={pk: name for pk, name, _ in categories},
        groups={pk: group for pk, _, group in categories},
        systems={pk: System(family, until) for pk, family, until in systems},
        products={pk: name for pk, name, _, _ in products},
        office={
            pk: OfficeSuite(name, is_standard) for pk, name, kind, is_standard in products if kind == ProductKind.OFFICE
        },
        norms={norm.code: Limit(norm.value, norm.binds_from, norm.source) for norm in Norm.objects.all()},
    )
