"""Addresses of this app, grouped by object. The start page carries no namespace."""

from django.urls import include, path

from monitoring.views import board, commentaries, home, letterhead, needs, report_files, report_steps, reports

board_urls = [
    path("wskazniki/", board.board, name="board"),
    path("wskazniki/<int:pk>/", board.indicator, name="indicator"),
]
report_urls = [
    path("raporty/", reports.reports, name="reports"),
    path("raporty/zlec/", reports.order, name="report_order"),
    path("raporty/<int:pk>/", reports.report, name="report"),
    path("raporty/<int:pk>/plik/", report_files.report_file, name="report_file"),
    path("raporty/<int:pk>/podglad/", report_files.report_preview, name="report_preview"),
    path("raporty/<int:pk>/dane/", report_files.report_inputs, name="report_inputs"),
    path("raporty/<int:pk>/sprawdz/", report_steps.report_check, name="report_check"),
    path("raporty/<int:pk>/korekta/", report_steps.report_correct, name="report_correct"),
    path("raporty/komentarze/", commentaries.commentaries, name="commentaries"),
    path("raporty/komentarze/<int:pk>/", commentaries.commentary, name="commentary"),
    path("raporty/szata/", letterhead.letterhead, name="letterhead"),
    path("raporty/szata/<slug:name>/", letterhead.letterhead_picture, name="letterhead_picture"),
]
need_urls = [
    path("potrzeby/", needs.needs, name="needs"),
    path("potrzeby/<int:pk>/", needs.needs_school, name="needs_school"),
]
urlpatterns = [
    path("", home.home, name="home"),
    path("", include(([*board_urls, *need_urls, *report_urls], "monitoring"))),
]
