"""Addresses of this app, grouped by object."""

from django.urls import include, path

from schedule.views import activities, decisions, plans

app_name = "schedule"

plan_urls = [
    path("plan/", plans.plans, name="plans"),
    path("plan/<int:pk>/", plans.plan, name="plan"),
    path("dzialania/<int:pk>/", plans.action, name="action"),
    path("kroki/<int:pk>/", plans.step, name="step"),
]
activity_urls = [
    path("", activities.activities, name="activities"),
    path("nowe/", activities.new, name="activity_new"),
    path("nowe/<slug:kind>/", activities.add, name="activity_add"),
    path("<int:pk>/", activities.activity, name="activity"),
    path("<int:pk>/zmien/", activities.edit, name="activity_edit"),
    path("<int:pk>/dowody/", activities.add_evidence, name="activity_evidence_add"),
    path("<int:pk>/dowody/<int:evidence_pk>/odlacz/", activities.remove_evidence, name="activity_evidence_remove"),
    path("<int:pk>/wyslij/", decisions.submit, name="activity_submit"),
    path("<int:pk>/wycofaj/", decisions.withdraw, name="activity_withdraw"),
    path("<int:pk>/otworz/", decisions.reopen, name="activity_reopen"),
    path("<int:pk>/porzuc/", decisions.drop, name="activity_drop"),
    path("<int:pk>/zatwierdz/", decisions.approve, name="activity_approve"),
    path("<int:pk>/zwroc/", decisions.send_back, name="activity_return"),
    path("<int:pk>/uniewaznij/", decisions.void, name="activity_void"),
]
urlpatterns = [*plan_urls, path("zdarzenia/", include(activity_urls))]
