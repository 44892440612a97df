"""Addresses of this app, grouped by object. The start page carries no namespace."""

from django.urls import include, path

from monitoring.views import board, data, home, needs, practice, reports

board_urls = [
    path("wskazniki/", board.board, name="board"),
    path("wskazniki/<int:pk>/", board.indicator, name="indicator"),
]
report_urls = [
    path("raporty/", reports.reports, name="reports"),
    path("raporty/zlec/", reports.order, name="report_order"),
    path("raporty/<int:pk>/", reports.report, name="report"),
    path("raporty/<int:pk>/plik/", reports.report_file, name="report_file"),
    path("raporty/<int:pk>/podglad/", reports.report_preview, name="report_preview"),
]
need_urls = [
    path("potrzeby/", needs.needs, name="needs"),
    path("potrzeby/<int:pk>/", needs.needs_school, name="needs_school"),
]
practice_urls = [
    path("raporty/dobra-praktyka/", practice.practice, name="practice"),
    path("raporty/dobra-praktyka/plik/", practice.practice_order, name="practice_order"),
    path("raporty/dobra-praktyka/<slug:slug>/", practice.practice_section, name="practice_section"),
]
data_urls = [
    path("dane/", data.data, name="data"),
    path("dane/token/", data.token_add, name="token_add"),
    path("dane/token/<int:pk>/uniewaznij/", data.token_revoke, name="token_revoke"),
    path("dane/polaczenie/<slug:table>/<slug:kind>/", data.connection_file, name="connection_file"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("api/v1/", include("monitoring.api.urls")),
    path("", include(([*board_urls, *need_urls, *report_urls, *practice_urls, *data_urls], "monitoring"))),
]
