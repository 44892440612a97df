"""Pages of ZSZO: the matrix of schools and modules, a school's yearly confirmation."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inventory.forms.zszo import ZszoForm
from inventory.models import ZszoUse
from inventory.queries.zszo import zszo_matrix
from inventory.services.zszo import confirm_zszo
from schools.http import SignedInRequest
from schools.keptforms import take_kept_form
from schools.models import School


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def zszo(request: SignedInRequest) -> HttpResponse:
    """Which school uses which module, since when confirmed, and what it cost the municipality."""
    matrix = zszo_matrix(timezone.localdate())
    confirmable = {row.school.pk for row in matrix.rows if request.user.has_perm("inventory.confirm_zszo", row.school)}
    return render(request, "inventory/zszo.html", {"matrix": matrix, "confirmable": confirmable})


@permission_required("inventory.confirm_zszo", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def zszo_confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    """Confirm a school's modules for a year; the last confirmation is ticked to start from."""
    school: School = get_object_or_404(School.objects, pk=pk)
    if not request.user.has_perm("inventory.confirm_zszo", school):
        raise PermissionDenied
    last = ZszoUse.objects.filter(school=school).order_by("-confirmed_on", "-pk").first()
    kept = take_kept_form(request) if request.method != "POST" else None
    initial = {"modules": list(last.used_modules.all()), "none": not last.in_use} if last else {}
    form = ZszoForm(request.POST if request.method == "POST" else kept, initial=initial)
    if request.method == "POST" and form.is_valid():
        confirm_zszo(school, modules=form.cleaned_data["modules"], on=timezone.localdate(), by=request.user)
        messages.success(request, f"Potwierdzono korzystanie z ZSZO: {school}.")
        return redirect("inventory:zszo")
    return render(request, "inventory/zszo_form.html", {"form": form, "school": school, "last": last, "kept": kept})
