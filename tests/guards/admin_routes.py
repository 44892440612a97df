"""Rules of Django admin: administrators only, and not even they may do everything.

A model put into the admin brings routes that have no rule here, so the suite asks for it.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask

from inventory.models import Norm, NormCode, ZszoCost
from monitoring.models import Target
from schools.models import User, WorkerHeartbeat
from schools.scope import whole_municipality
from tests import registerrows
from tests.guards.actors import ADMINISTRATOR
from tests.guards.declared_models import OWNED
from tests.guards.rules import (
    ADMIN_DOOR,
    CLASS_VIEW,
    ELSEWHERE,
    EVERYONE,
    FORM_VIEW,
    HIDDEN,
    METHODS,
    NOBODY,
    PAGE,
    REFUSED,
    SAFE,
    SIGN_IN,
    WRITTEN,
    Case,
    Cases,
    Outcome,
    Rule,
    World,
)

ONLY_THEY = frozenset({ADMINISTRATOR})
NOWHERE = 999_999_999

# model → what administrators may do: View, Add, Change (S: an empty form is a valid one), Delete; H: old versions have pages;
# X: it goes in and out as XLSX
ADMIN_MODELS = {
    "schools.School": "VACH",
    "schools.Establishment": "VACH",
    "schools.Statistic": "VACD",
    "schools.User": "VACSH",
    "schools.Membership": "VADH",  # taken and given, never rewritten
    "schools.Evidence": "VH",
    "schools.RspoImport": "V",
    "schools.WorkerHeartbeat": "V",
    "schedule.Plan": "VCH",
    "schedule.Action": "VCH",
    "schedule.Step": "VCH",
    "schedule.Note": "VACD",
    "schedule.Activity": "VH",
    "inventory.Category": "VACDHX",
    "inventory.Manufacturer": "VACDHX",
    "inventory.FundingSource": "VACDHX",
    "inventory.FixedAssetClass": "VACDHX",
    "inventory.OperatingSystem": "VACDHX",
    "inventory.Product": "VACDHX",
    "inventory.ZszoModule": "VACDHX",
    "inventory.ZszoCost": "VACDH",
    "inventory.Norm": "VACDH",
    "inventory.Forecast": "VACDH",
    "inventory.Sheet": "VH",
    "inventory.Edition": "VH",
    "inventory.ZszoUse": "VH",
    "inventory.Device": "VH",
    "inventory.Room": "VH",
    "inventory.Licence": "VH",
    "surveys.SelfieCard": "VH",
    "monitoring.Indicator": "VCH",
    "monitoring.Target": "VACH",
    "monitoring.Report": "V",
    "monitoring.Subscription": "VH",
    "monitoring.AllowedDomain": "VACD",
    "monitoring.Delivery": "V",
    "monitoring.LinkOpening": "V",
    "monitoring.ReportCheck": "V",
    "monitoring.Commentary": "V",
    "monitoring.Letterhead": "VH",
    "mfa.Authenticator": "VD",  # somebody lost the phone
    "django_celery_beat.PeriodicTask": "VACD",
    "django_celery_beat.IntervalSchedule": "VACD",
    "django_celery_beat.CrontabSchedule": "VACD",
}


# --- Objects --------------------------------------------------------------------------------------------------------
def _row(label: str, world: World) -> Model:
    """A row of the model that may be deleted; made where the walk has none."""
    if label == "schools.School":
        return world.schools.a  # type: ignore[no-any-return]
    if label in OWNED:
        with whole_municipality():
            return OWNED[label].make(world.schools.a)
    if label in MAKERS:
        return MAKERS[label](world)
    model: Any = apps.get_model(label)
    found: Model = model.objects.order_by("-pk").first()
    return found


def _authenticator(world: World) -> Model:
    given = {"user": world.cast.viewer, "type": Authenticator.Type.TOTP, "data": {"secret": "x"}}
    made: Model = Authenticator.objects.get_or_create(**given)[0]
    return made


def _every(days: int) -> IntervalSchedule:
    made: IntervalSchedule = IntervalSchedule.objects.get_or_create(every=days, period="days")[0]
    return made


def _task(interval: IntervalSchedule) -> Model:
    given = {"task": "schools.tasks.sweep_jobs", "interval": interval}
    made: Model = PeriodicTask.objects.get_or_create(name="próba", defaults=given)[0]
    return made


def _entry(model: str, _: World) -> Model:
    """An entry of a dictionary that nothing uses."""
    given = {"Category": {"code": "proba"}, "FixedAssetClass": {"code": "999"}, "OperatingSystem": {"family": "próbna"}}
    entries: Any = apps.get_model(f"inventory.{model}")
    made: Model = entries.objects.get_or_create(name="Wpis próbny", defaults=given.get(model, {}))[0]
    return made


MAKERS: dict[str, Callable[[World], Model]] = {
    "schools.User": lambda world: User.objects.get(pk=world.cast.viewer.pk),
    "schools.RspoImport": lambda world: world.imports["department"],
    "schools.WorkerHeartbeat": lambda _: WorkerHeartbeat.objects.update_or_create(defaults={"beat_at": timezone.now()})[
        0
    ],
    "inventory.Norm": lambda _: Norm.objects.get_or_create(
        code=NormCode.OLD_YEARS, defaults={"value": 5, "source": "próba"}
    )[0],
    **{
        f"inventory.{model}": partial(_entry, model)
        for model in (
            "Category",
            "Manufacturer",
            "FundingSource",
            "FixedAssetClass",
            "OperatingSystem",
            "Product",
            "ZszoModule",
        )
    },
    "inventory.ZszoCost": lambda _: ZszoCost.objects.get_or_create(
        first_year=2022, last_year=2024, defaults={"amount": 1, "source": "plan"}
    )[0],
    "inventory.Edition": lambda _: registerrows.edition(),
    "monitoring.Target": lambda world: Target.objects.get(indicator=world.indicator),
    "monitoring.Report": lambda world: world.report,
    "monitoring.Subscription": lambda world: world.subscription,
    "monitoring.ReportCheck": lambda world: world.report_check,
    "monitoring.Commentary": lambda world: world.commentary,
    "monitoring.Letterhead": lambda world: world.letterhead,
    "mfa.Authenticator": _authenticator,
    "django_celery_beat.PeriodicTask": lambda _: _task(_every(7)),
    "django_celery_beat.IntervalSchedule": lambda _: _every(8),
    "django_celery_beat.CrontabSchedule": lambda _: CrontabSchedule.objects.get_or_create(minute="7")[0],
}


def _objects(label: str) -> Cases:
    def cases(world: World) -> list[Case]:
        there = Case("there", EVERYONE, {"object_id": _row(label, world).pk})
        return [there, *(Case(str(pk), NOBODY, {"object_id": pk}) for pk in (NOWHERE, "beyond numbers"))]

    return cases


def _versions(label: str) -> Cases:
    def cases(world: World) -> list[Case]:
        row: Any = _row(label, world)
        version = row.history.latest().pk
        found = [
            Case("there", EVERYONE, {}, args=(row.pk, version)),
            Case("missing", NOBODY, {}, args=(row.pk, NOWHERE)),
        ]
        return [*found, Case("odd", NOBODY, {}, args=("odd", version)), Case("odder", NOBODY, {}, args=(row.pk, "odd"))]

    return cases


def _at(path: str) -> Cases:
    return lambda _: [Case(path, EVERYONE, {"path": path})]


def _on_site(world: World) -> list[Case]:
    kind = ContentType.objects.get_for_model(world.plan)
    return [
        Case("there", EVERYONE, {"content_type_id": kind.pk, "object_id": world.plan.pk}),
        Case("missing", NOBODY, {"content_type_id": kind.pk, "object_id": NOWHERE}),
    ]


# --- Rules ----------------------------------------------------------------------------------------------------------
def _for_administrators(answers: dict[str, Outcome] | Outcome = PAGE, **given: Any) -> Rule:
    """The admin answers any method, unless said otherwise; everybody else is sent to its door."""
    each = dict.fromkeys(METHODS, answers) if isinstance(answers, Outcome) else answers
    return Rule(**{"methods": METHODS, "denied": ADMIN_DOOR, **given}, roles=ONLY_THEY, answers=each)


def _by_post(outcome: Outcome, otherwise: Outcome = PAGE) -> dict[str, Outcome]:
    return dict.fromkeys(METHODS, otherwise) | {"POST": outcome}


def _sure(*_: Any) -> dict[str, str]:
    return {"post": "yes"}


def _model_rules(label: str, may: str) -> dict[str, Rule]:
    app, model = label.lower().split(".")
    name, objects = f"admin:{app}_{model}", _objects(label)
    changes = _by_post(WRITTEN if "S" in may else PAGE if "C" in may else REFUSED)
    deletes = _by_post(WRITTEN if app in OUR_APPS else ELSEWHERE) if "D" in may else REFUSED
    rules = {
        f"{name}_changelist": _for_administrators(),
        f"{name}_add": _for_administrators(PAGE if "A" in may else REFUSED),
        f"{name}_change": _for_administrators(changes, cases=objects, hidden=ELSEWHERE),
        f"{name}_delete": _for_administrators(deletes, cases=objects, data=_sure, hidden=ELSEWHERE),
        f"{name}_history": _for_administrators(cases=objects, hidden=HIDDEN if "H" in may else ELSEWHERE),
        f"admin/{app}/{model}/<path:object_id>/": _for_administrators(
            ELSEWHERE, cases=_at(f"/admin/{app}/{model}/{NOWHERE}/")
        ),
    }
    if "H" in may:
        rules[f"{name}_simple_history"] = _for_administrators(methods=SAFE, cases=_versions(label))
    if "X" in may:
        rules[f"{name}_import"] = _for_administrators()
        rules[f"{name}_process_import"] = _for_administrators(methods=("POST",))
        rules[f"{name}_export"] = _for_administrators()
    return rules


OUR_APPS = ("schools", "schedule", "inventory", "surveys", "monitoring")
SITE_ROUTES = {
    "admin:index": _for_administrators(public=True),
    "admin:login": Rule(
        FORM_VIEW,
        public=True,
        roles=ONLY_THEY,
        strangers=SIGN_IN,
        answers={"GET": ELSEWHERE},
        reason="the portal's own sign-in is the only door, with its limits and its second step",
    ),
    "admin:logout": _for_administrators(
        public=True, methods=("POST", "OPTIONS"), denied=ELSEWHERE, strangers=ADMIN_DOOR
    ),
    "admin:password_change": _for_administrators(ELSEWHERE, public=True),
    "admin:password_change_done": _for_administrators(public=True, methods=CLASS_VIEW),
    "admin:autocomplete": _for_administrators({"GET": REFUSED, "HEAD": REFUSED}, public=True, methods=CLASS_VIEW),
    "admin:jsi18n": _for_administrators(public=True, methods=CLASS_VIEW),
    "admin:view_on_site": _for_administrators(ELSEWHERE, public=True, cases=_on_site),
    "admin:app_list": _for_administrators(
        public=True, cases=lambda _: [Case("schools", EVERYONE, {"app_label": "schools"})]
    ),
    "admin/(?P<url>.*)$": _for_administrators(HIDDEN, public=True, cases=_at("/admin/nie-ma-takiej-strony/")),
}
ADMIN_ROUTES: dict[str, Rule] = {
    **SITE_ROUTES,
    **{key: rule for label, may in ADMIN_MODELS.items() for key, rule in _model_rules(label, may).items()},
}
