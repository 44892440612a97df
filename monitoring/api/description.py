"""The API's description: OpenAPI for machines, a plain page for people. Neither holds data, so both are public."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from monitoring.api.answers import READING, not_reading
from monitoring.api.app import ABOUT, PREFIX, api
from monitoring.api.problems import problem_response

Described = dict[str, Any]
KINDS = {"string": "tekst", "integer": "liczba całkowita", "number": "liczba", "boolean": "tak/nie", "object": "obiekt"}
FORMATS = {"date": "dzień RRRR-MM-DD", "date-time": "chwila ze strefą"}


@dataclass(frozen=True)
class FieldRow:
    """A parameter, or a field of an answer."""

    name: str
    kind: str
    text: str


@dataclass(frozen=True)
class OperationRow:
    """An operation as the page tells it."""

    path: str
    anchor: str
    summary: str
    text: str
    parameters: tuple[FieldRow, ...]
    fields: tuple[FieldRow, ...]
    is_list: bool


@login_not_required
@require_safe
def openapi(_: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    return JsonResponse(api.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The same as a page."""
    return render(request, "monitoring/api_docs.html", {"about": ABOUT, "prefix": PREFIX, "groups": _groups()})


@login_not_required
@csrf_exempt
def nowhere(request: HttpRequest, rest: str) -> HttpResponse:  # noqa: ARG001 - the address that nothing stands at
    """Any other address under the prefix."""
    if request.method not in READING:
        return not_reading()
    return problem_response(HTTPStatus.NOT_FOUND, f"Spis zasobów: {PREFIX}docs.")


@cache
def _groups() -> tuple[tuple[str, tuple[OperationRow, ...]], ...]:
    schema: Described = api.get_openapi_schema()
    groups: dict[str, list[OperationRow]] = {}
    for path, methods in schema["paths"].items():
        operation = methods["get"]
        groups.setdefault(operation["tags"][0], []).append(_operation(path, operation, schema))
    return tuple((tag, tuple(rows)) for tag, rows in groups.items())


def _operation(path: str, operation: Described, schema: Described) -> OperationRow:
    answer = _resolved(operation["responses"][200]["content"]["application/json"]["schema"], schema)
    items = answer["properties"].get("items") if {"count", "next"} <= set(answer["properties"]) else None
    shown = _resolved(items["items"], schema) if items else answer
    return OperationRow(
        path=path,
        anchor=operation["operationId"],
        summary=operation["summary"],
        text=operation.get("description", ""),
        parameters=tuple(
            FieldRow(one["name"], _kind(one["schema"], schema), one["schema"].get("description", ""))
            for one in operation.get("parameters", ())
        ),
        fields=tuple(_fields(shown, schema)),
        is_list=items is not None,
    )


def _fields(shape: Described, schema: Described, before: str = "") -> Iterator[FieldRow]:
    """Fields of a shape; those of an inner shape with its name before theirs."""
    for name, one in shape["properties"].items():
        yield FieldRow(before + name, _kind(one, schema), one.get("description", ""))
        inner = _inner(one, schema)
        if inner is not None:
            yield from _fields(inner, schema, f"{before}{name}.")


def _inner(one: Described, schema: Described) -> Described | None:
    for part in (one, *one.get("anyOf", ()), one.get("items", {})):
        if "$ref" in part:
            return _resolved(part, schema)
    return None


def _kind(one: Described, schema: Described) -> str:
    options = one.get("anyOf", [one])
    named = [_one_kind(part, schema) for part in options if part.get("type") != "null"]
    return " lub ".join(dict.fromkeys(named)) + (" lub null" if len(named) < len(options) else "")


def _one_kind(one: Described, schema: Described) -> str:
    if "enum" in one:
        return "jedno z: " + ", ".join(f"„{value}”" if value else "puste" for value in one["enum"])
    if "$ref" in one:
        return "obiekt"
    if one.get("type") == "array":
        return f"lista ({_kind(one['items'], schema)})"
    return FORMATS.get(one.get("format", "")) or KINDS[one["type"]]


def _resolved(one: Described, schema: Described) -> Described:
    if "$ref" not in one:
        return one
    found: Described = schema["components"]["schemas"][one["$ref"].rpartition("/")[2]]
    return found
