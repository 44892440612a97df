"""Lists of licences and rooms as files: what the page shows under the same filters, of schools the person may take out."""

import tempfile
from pathlib import Path

from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from inventory.licence_filters import LicenceFilter, chips_of
from inventory.models import Licence
from inventory.outtake.about import PERMISSION, about_table
from inventory.outtake.csvfile import write_csv
from inventory.outtake.tables import Table, licence_table, room_table
from inventory.outtake.xlsx import write_xlsx
from inventory.queries.devices import rooms_with_counts
from inventory.services.exports import export_scope
from inventory.views.exports import TYPES
from schools.http import SignedInRequest
from schools.models import School
from schools.scope import open_scope

FORMAT = "format"
LICENCES, ROOMS = "Licencje", "Pomieszczenia"


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def licences_file(request: SignedInRequest) -> HttpResponse:
    """The licences that the filters of the address find, as XLSX or CSV."""
    ending, query = _asked(request)
    with open_scope(export_scope(request.user)):
        found = LicenceFilter(query, queryset=Licence.objects.all(), today=timezone.localdate())
        if not found.form.is_valid():
            return redirect(f"{reverse('inventory:licences')}?{query.urlencode()}")
        filters = tuple((chip["label"], chip["value"]) for chip in chips_of(found, query))
        return _file(request, licence_table(found.qs), ending, LICENCES, filters)


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def rooms_file(request: SignedInRequest) -> HttpResponse:
    """The rooms of a school (`jednostka`) or of all in scope, as XLSX or CSV."""
    ending, query = _asked(request)
    with open_scope(export_scope(request.user)):
        rows = rooms_with_counts().order_by("school__sort_name", "school_id", "sort_name")
        chosen = next((one for one in School.objects.all() if str(one.pk) == query.get("jednostka")), None)
        filters = (("Jednostka", str(chosen)),) if chosen else ()
        found: Table = room_table(rows.filter(school=chosen) if chosen else rows)
        return _file(request, found, ending, ROOMS, filters)


def _asked(request: SignedInRequest) -> tuple[str, QueryDict]:
    """The ending of the file and the filters."""
    query = request.GET.copy()
    ending = query.pop(FORMAT, ["xlsx"])[-1]
    if ending not in {"xlsx", "csv"}:
        raise Http404
    return str(ending), query


def _file(
    request: SignedInRequest, table: Table, ending: str, title: str, filters: tuple[tuple[str, str], ...]
) -> HttpResponse:
    with tempfile.TemporaryDirectory(prefix="hdr-table-") as folder:
        file = Path(folder) / f"file.{ending}"
        if ending == "csv":
            write_csv(file, table)
        else:
            write_xlsx(file, table, about_table(title, filters, asked_by=request.user), sheet=title)
        content = file.read_bytes()
    name = f"{title.lower()}-{timezone.localdate():%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)
