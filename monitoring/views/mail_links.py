"""What a mail's links open without signing in: leaving a list, and a file that was too large to attach."""

import logging
import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from monitoring.deliveries import links, subscriptions
from monitoring.deliveries.message import content_type, file_name
from monitoring.models import Recipient

logger = logging.getLogger(__name__)


@csrf_exempt  # RFC 8058: the recipient's mail programme posts without a session; the key in the address is the right
@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """GET shows a button (link checkers open everything), POST takes the recipient off."""
    found = get_object_or_404(Recipient.objects.select_related("subscription"), key=key)
    if request.method == "POST":
        subscriptions.unsubscribe(key)
        found.refresh_from_db()
    return render(request, "monitoring/unsubscribe.html", {"recipient": found})


@login_not_required
@never_cache
@require_safe
def delivery_link(request: HttpRequest, token: str) -> HttpResponseBase:
    """The file behind a signed link; every opening is written down."""
    try:
        found = links.delivery_behind(token)
    except links.LinkExpired:
        return render(request, "monitoring/link_expired.html", status=410)
    except links.LinkUnknown:
        raise Http404("Ten odnośnik do raportu nie działa.") from None
    report = found.report
    if report is None or not report.file.exists():
        logger.error("The file behind the link of delivery %s is missing.", found.pk)
        raise Http404("Pliku tego raportu nie ma w archiwum.")
    if request.method == "HEAD":  # a link checker: nothing was fetched
        return HttpResponse(content_type=content_type(report))
    links.note_opening(found)
    return FileResponse(
        report.file.open("rb"), content_type=content_type(report), filename=file_name(report), as_attachment=True
    )
