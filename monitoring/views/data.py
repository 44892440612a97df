"""Data for Excel and Power BI: tokens of the API, connection files, how to use them."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitoring.models import ApiToken
from monitoring.powerquery import BY_SLUG, TABLES, connection, formula
from monitoring.token_forms import TokenForm
from monitoring.tokens import create_token, revoke_token
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form

PER_PAGE = 30
PERMISSION = "monitoring.manage_tokens"
CONNECTION_FILES = {"odc": ("text/x-ms-odc; charset=utf-8", connection), "m": ("text/plain; charset=utf-8", formula)}
ENDINGS = {"odc": "odc", "m": "txt"}


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def data(request: SignedInRequest) -> HttpResponse:
    """What there is, how to connect, which tokens live."""
    rows = ApiToken.objects.select_related("school", "created_by")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "tables": TABLES, "today": timezone.localdate(), "site_url": settings.SITE_URL}
    return render(request, "monitoring/data.html", context)


@permission_required(PERMISSION, raise_exception=True)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def token_add(request: SignedInRequest) -> HttpResponse:
    """Make a token; the answer shows it, and nothing shows it later. A second click shows the same one."""
    kept = take_kept_form(request) if request.method != "POST" else None
    form = TokenForm(request.POST) if request.method == "POST" else TokenForm(kept) if kept else TokenForm()
    if request.method != "POST" or not form.is_valid():
        return render(request, "monitoring/token_form.html", {"form": form, "kept": kept})
    created = create_token(**form.cleaned_data, by=request.user)
    return render(request, "monitoring/token_made.html", {"created": created, "token": created.token})


@permission_required(PERMISSION, raise_exception=True)
@require_POST
def token_revoke(request: SignedInRequest, pk: int) -> HttpResponse:
    """End a token at once."""
    token = get_object_or_404(ApiToken, pk=pk)
    revoke_token(token, by=request.user)
    messages.success(request, f"Token „{token.name}” jest unieważniony. Niczego już nie otworzy.")
    return redirect("monitoring:data")


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def connection_file(_: SignedInRequest, table: str, kind: str) -> HttpResponse:
    """A connection for Excel (odc) or the query as text for Power BI (m). No token is in it."""
    if table not in BY_SLUG or kind not in CONNECTION_FILES:
        raise Http404("Nie ma takiego połączenia.")
    content_type, made = CONNECTION_FILES[kind]
    response = HttpResponse(made(BY_SLUG[table], settings.SITE_URL), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="portal-hdr-{table}.{ENDINGS[kind]}"'
    return response
