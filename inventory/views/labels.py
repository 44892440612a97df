"""Stickers: from the code to the device."""

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from inventory.models import Device
from inventory.stickers import read_code
from schools.http import SignedInRequest


@permission_required("inventory.view_register", raise_exception=True)
@require_safe
def label(request: SignedInRequest, code: str) -> HttpResponse:
    """From a scanned or typed code to the device's page; another school's code is not known (404)."""
    found: Device = get_object_or_404(Device, label_code=read_code(code))
    if not request.user.has_perm("inventory.view_register", found):
        raise PermissionDenied
    return redirect(found)
