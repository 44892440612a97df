"""Addresses of this app, grouped by object."""

from django.urls import path

from schools.views import evidence, people, rspo, units

app_name = "schools"
urlpatterns = [
    path("placowki/", units.schools, name="schools"),
    path("placowki/<int:pk>/", units.school, name="school"),
    path("placowki/<int:pk>/zmien/", units.school_edit, name="school_edit"),
    path(
        "placowki/<int:pk>/placowka/<int:establishment_pk>/zmien/", units.establishment_edit, name="establishment_edit"
    ),
    path("placowki/rspo/", rspo.rspo_new, name="rspo_new"),
    path("placowki/rspo/<int:pk>/", rspo.rspo_import, name="rspo_import"),
    path("osoby/", people.people, name="people"),
    path("osoby/nowa-rola/", people.role_new, name="role_new"),
    path("osoby/role/<int:pk>/odbierz/", people.role_end, name="role_end"),
    path("osoby/<int:pk>/", people.person, name="person"),
    path("osoby/<int:pk>/wylacz/", people.account_off, name="account_off"),
    path("osoby/<int:pk>/wlacz/", people.account_on, name="account_on"),
    path("osoby/<int:pk>/odnosnik/", people.password_link, name="password_link"),
    path("dowody/<int:pk>/", evidence.evidence, name="evidence"),
    path("dowody/<int:pk>/publikacja/", evidence.evidence_publication, name="evidence_publication"),
]
