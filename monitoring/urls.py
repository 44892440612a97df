"""Addresses of this app, grouped by object. The start page carries no namespace."""

from django.urls import include, path

from monitoring.views import (
    board,
    changes,
    corrections,
    durability,
    home,
    indicators,
    matrix,
    needs,
    reminders,
    reports,
)

board_urls = [
    path("wskazniki/", board.board, name="board"),
    path("wskazniki/macierz/", matrix.matrix, name="matrix"),
    path("wskazniki/zmiany/", changes.changes, name="changes"),
    path("wskazniki/zmiany/raport/<int:pk>/", changes.changes_since, name="changes_since"),
    path("wskazniki/<int:pk>/", indicators.indicator, name="indicator"),
    path("wskazniki/<int:pk>/korekta/", corrections.correction_add, name="correction_add"),
    path("wskazniki/korekty/<int:pk>/wycofaj/", corrections.correction_withdraw, name="correction_withdraw"),
    path("wskazniki/<int:pk>/przypomnij/", reminders.remind, name="remind"),
    path("wskazniki/przypomnienia/", reminders.reminders, name="reminders"),
    path("wskazniki/przypomnienia/<int:pk>/", reminders.reminder, name="reminder"),
    path("trwalosc/", durability.durability, name="durability"),
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
urlpatterns = [
    path("", home.home, name="home"),
    path("", include(([*board_urls, *need_urls, *report_urls], "monitoring"))),
]
