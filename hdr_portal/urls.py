"""The sitemap."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import TemplateView

from hdr_portal.views import health

urlpatterns = [
    path("", include("surveys.urls")),  # first: a lesson of pupils asks for nothing else
    path("", include("monitoring.urls")),
    path("", include("schedule.urls")),
    path("", include("inventory.urls")),
    path("", include("schools.urls")),
    path("konto/", include("allauth.account.urls")),
    path("konto/2fa/", include("allauth.mfa.urls")),
    path(
        "dostepnosc/",
        login_not_required(TemplateView.as_view(template_name="accessibility.html")),
        name="accessibility",
    ),
    path("zdrowie/", health, name="health"),
    path("admin/", admin.site.urls),
]
if settings.DEMO:
    from hdr_portal.gallery import sample_context  # sample data has no place in production

    urlpatterns.append(
        path(
            "podglad/",
            TemplateView.as_view(template_name="components/gallery.html", extra_context=sample_context()),
            name="gallery",
        )
    )
