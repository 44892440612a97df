"""Addresses for the tests of receiving files: a page that tells what its form makes of them."""

import os
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from schools.forms.evidence import InspectedFileField


class FileForm(forms.Form):
    file = InspectedFileField()


def told(upload: Any) -> dict[str, Any]:
    return {"name": upload.name, "sent": upload.size, "kept": os.fstat(upload.fileno()).st_size}


@csrf_exempt
@login_not_required
def echo(request: HttpRequest) -> JsonResponse:
    form = FileForm(request.POST, request.FILES)
    files = [told(upload) for upload in request.FILES.getlist("file")]
    return JsonResponse({"errors": form.errors.get("file", []), "files": files, "typed": request.POST.get("typed", "")})


urlpatterns = [path("echo/", echo)]
