"""Connection files: the columns that they name are those that the API answers; no token is in them."""

from collections.abc import Callable
from html import unescape
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from monitoring.api.app import api
from monitoring.powerquery import TABLES, Table, connection, formula
from tests.conftest import ScopelessClient

SITE = "https://hdr.example"
ID = "{http://schemas.microsoft.com/DataMashup}"
each = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.slug)


def fields_of(shape: dict[str, Any]) -> dict[str, Any]:
    """Fields of an answer's shape; inner shapes are followed."""
    described = api.get_openapi_schema()["components"]["schemas"]
    for one in (shape, *shape.get("anyOf", ()), shape.get("items", {})):
        if "$ref" in one:
            found: dict[str, Any] = described[one["$ref"].rpartition("/")[2]]["properties"]
            return found
    return {}


@each
def test_every_column_is_a_field_of_the_answer(table: Table) -> None:
    answer = api.get_openapi_schema()["paths"][f"/api/v1/{table.path}"]["get"]["responses"][200]
    page = fields_of(answer["content"]["application/json"]["schema"])
    item = fields_of(page["items"])
    known = dict(item)
    for field, names, is_list in table.nested:
        inner = fields_of(known[field])
        assert set(names) <= set(inner)
        assert ("items" in known[field]) == is_list
        known |= inner

    assert set(table.fields) <= set(item)
    assert [name for name, _, _ in table.columns if name not in known] == []
    assert len({shown for _, shown, _ in table.columns}) == len(table.columns)


@each
def test_the_query_reads_all_pages_of_its_table(table: Table) -> None:
    told = formula(table, SITE)

    assert f'Adres = "{SITE}/api/v1/"' in told
    assert f'RelativePath = "{table.path}"' in told
    assert told.count("(") == told.count(")")
    assert told.count("{") == told.count("}")
    assert told.count("[") == told.count("]")
    assert told.count('"') % 2 == 0
    assert "]]>" not in told


@each
def test_excels_file_holds_the_same_query(table: Table) -> None:
    file = connection(table, SITE)
    mashup = unescape(file.partition("<odc:PowerQueryMashupData>")[2].partition("</odc:PowerQueryMashupData>")[0])
    query = ElementTree.fromstring(mashup).find(f"{ID}Items/{ID}Query")

    assert query is not None
    assert query.get("Name") == f"HDR {table.name}"
    assert query.findtext(f"{ID}Formula") == formula(table, SITE)
    assert f"SELECT * FROM [HDR {table.name}]" in file


def test_a_connection_is_downloaded_without_a_token(
    client: ScopelessClient, cast: SimpleNamespace, made: Callable[..., Any]
) -> None:
    secret = made().secret
    client.force_login(cast.department)

    odc = client.get(reverse("monitoring:connection_file", args=["wskazniki", "odc"]))
    text = client.get(reverse("monitoring:connection_file", args=["wskazniki", "m"]))

    assert odc["Content-Type"] == "text/x-ms-odc; charset=utf-8"
    assert odc["Content-Disposition"] == 'attachment; filename="portal-hdr-wskazniki.odc"'
    assert text["Content-Disposition"] == 'attachment; filename="portal-hdr-wskazniki.txt"'
    for one in (odc, text):
        assert "hdr_" not in one.content.decode()
        assert secret not in one.content.decode()
