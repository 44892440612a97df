"""The language of the route table: a rule says who may what with which objects; the expected answer follows from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from tests.guards.actors import MAY, Actor

World = SimpleNamespace
EVERYONE, NOBODY, CITY = "everyone", "nobody", "city"
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
SAFE = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
BUTTON = ("POST",)
CLASS_VIEW = ("GET", "HEAD", "OPTIONS")  # Django's generic views answer OPTIONS by themselves
FORM_VIEW = ("GET", "HEAD", "POST", "PUT", "OPTIONS")  # and take PUT for POST


@dataclass(frozen=True)
class Outcome:
    """What comes back: status, whether a row of ours was written, to which door (URL name) a 302 leads."""

    words: str
    status: int
    writes: bool = False
    door: str = ""


PAGE = Outcome("a page", 200)
SIGN_IN = Outcome("sent to the sign-in page", 302, door="account_login")
ADMIN_DOOR = Outcome("sent to the admin's door", 302, door="admin:login")
ELSEWHERE = Outcome("sent to another page, nothing written", 302)
WRITTEN = Outcome("written", 302, writes=True)
REFUSED = Outcome("refused", 403)
HIDDEN = Outcome("not found", 404)
WRONG_METHOD = Outcome("wrong method", 405)
CONFLICT = Outcome("refused with a sentence", 409)
INVALID = Outcome("the form once more", 200)


@dataclass(frozen=True)
class Case:
    """An object that a route is asked for. `owner`: the school (`a`, `b`), the city, everyone, nobody, or an actor's name.

    `guests`: schools that see the object although it is not theirs (they took part).
    """

    name: str
    owner: str
    kwargs: Mapping[str, Any]
    guests: frozenset[str] = frozenset()
    args: tuple[Any, ...] = ()

    def seen_by(self, actor: Actor) -> bool:
        """Whether the object exists for the actor at all."""
        if self.owner == NOBODY:
            return False
        if self.owner in {EVERYONE, actor.name}:
            return True
        if self.owner not in {"a", "b", CITY}:
            return False  # private to another actor
        return actor.is_municipal or actor.school in {self.owner, *self.guests} - {""}

    def reached_by(self, actor: Actor) -> bool:
        """Whether the actor's role is held where the object belongs."""
        return actor.is_municipal or self.owner in {EVERYONE, actor.name, actor.school}


NO_OBJECT = Case("", EVERYONE, {})
Cases = Callable[[World], list[Case]]
Data = Callable[[World, Actor, Case], dict[str, Any]]
Exception_ = tuple[str, str, str]  # actor, case, method


def without_object(_: World) -> list[Case]:
    """The route names no object."""
    return [NO_OBJECT]


def no_data(_world: World, _actor: Actor, _case: Case) -> dict[str, Any]:
    """An empty form."""
    return {}


@dataclass(frozen=True)
class Rule:
    """Who may what at a route.

    `permission` empty: everybody who signed in. `public`: no sign-in. `guests_too`: whoever sees an object may do this with
    it. `office_keeps`: what a municipal role gets at a school's object, where only the keeper itself may act. `answers`: what
    each method brings to those who may. `to_members`: the same for signed-in people where it differs (public pages).
    `roles`: the roles that may, where no permission is asked; `denied`: what others get
    (`strangers`: those not signed in); `hidden`: what a missing object brings.
    `blind`: methods that never look at the object. `but`: single exceptions, (actor, case, method), each explained beside it.
    `demo_only`: the route exists in the demo only.
    """

    methods: tuple[str, ...] = SAFE
    permission: str = ""
    public: bool = False
    cases: Cases = without_object
    data: Data = no_data
    answers: Mapping[str, Outcome] = field(default_factory=dict)
    to_members: Mapping[str, Outcome] = field(default_factory=dict)
    roles: frozenset[str] = frozenset()
    denied: Outcome = REFUSED
    strangers: Outcome | None = None
    hidden: Outcome = HIDDEN
    guests_too: bool = False
    office_keeps: Outcome | None = None
    blind: tuple[str, ...] = ()
    but: Mapping[Exception_, Outcome] = field(default_factory=dict)
    demo_only: bool = False
    reason: str = ""

    def expected(self, actor: Actor, method: str, case: Case) -> Outcome:
        """The outcome that follows from the rule."""
        return (
            self._at_the_door(actor, method)
            or self._at_the_object(actor, method, case)
            or self.answers.get(method, PAGE)
        )

    def _at_the_door(self, actor: Actor, method: str) -> Outcome | None:
        """What is decided before an object is looked for."""
        if not self.public and not actor.signed_in:
            return SIGN_IN
        if self.permission and actor.role not in MAY[self.permission]:
            return REFUSED
        if self.roles and actor.role not in self.roles:
            return self.strangers if self.strangers and not actor.signed_in else self.denied
        if self.public and actor.signed_in and method in self.to_members:
            return self.to_members[method]
        return None if method in self.methods else WRONG_METHOD

    def _at_the_object(self, actor: Actor, method: str, case: Case) -> Outcome | None:
        """What the object decides; whoever may not do it at all (`answers` says so) is told that first."""
        if method not in self.blind and not case.seen_by(actor):
            return REFUSED if self.answers.get(method) == REFUSED else self.hidden
        if self.permission and not self.guests_too and not case.reached_by(actor):
            return REFUSED
        if (actor.name, case.name, method) in self.but:
            return self.but[actor.name, case.name, method]
        return self.office_keeps if actor.is_municipal and case.owner in {"a", "b"} else None
