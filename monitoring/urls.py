"""Addresses of this app, grouped by object. The start page carries no namespace."""

from django.urls import include, path

from monitoring.views import (
    board,
    changes,
    commentaries,
    corrections,
    data,
    deliveries,
    durability,
    home,
    indicators,
    letterhead,
    mail_links,
    matrix,
    needs,
    practice,
    reminders,
    report_files,
    report_steps,
    reports,
    subscriptions,
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
subscription_urls = [
    path("raporty/subskrypcje/", subscriptions.subscriptions_list, name="subscriptions"),
    path("raporty/subskrypcje/nowa/", subscriptions.subscription_add, name="subscription_add"),
    path("raporty/subskrypcje/<int:pk>/", subscriptions.subscription, name="subscription"),
    path("raporty/subskrypcje/<int:pk>/zmien/", subscriptions.subscription_edit, name="subscription_edit"),
    path("raporty/subskrypcje/<int:pk>/wstrzymaj/", subscriptions.subscription_pause, name="subscription_pause"),
    path("raporty/subskrypcje/<int:pk>/wznow/", subscriptions.subscription_resume, name="subscription_resume"),
    path("raporty/subskrypcje/<int:pk>/odbiorcy/", subscriptions.recipient_add, name="recipient_add"),
    path(
        "raporty/subskrypcje/<int:pk>/odbiorcy/<int:recipient_pk>/usun/",
        subscriptions.recipient_remove,
        name="recipient_remove",
    ),
    path("raporty/subskrypcje/<int:pk>/podglad/", subscriptions.preview_order, name="subscription_preview_order"),
    path("raporty/subskrypcje/<int:pk>/podglad/<int:report_pk>/", subscriptions.preview, name="subscription_preview"),
    path("raporty/subskrypcje/<int:pk>/wyslij/", subscriptions.send_now, name="subscription_send"),
]
delivery_urls = [
    path("raporty/wysylki/", deliveries.deliveries, name="deliveries"),
    path("raporty/wysylki/<int:pk>/", deliveries.delivery, name="delivery"),
    path("raporty/wysylki/<int:pk>/wiadomosc/", deliveries.delivery_message, name="delivery_message"),
    path("raporty/wysylki/<int:pk>/ponow/", deliveries.delivery_again, name="delivery_again"),
    path("raporty/wysylki/<int:pk>/zamknij/", deliveries.delivery_close, name="delivery_close"),
    path("raporty/wypisz/<uuid:key>/", mail_links.unsubscribe, name="unsubscribe"),
    path("raporty/odbior/<str:token>/", mail_links.delivery_link, name="delivery_link"),
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
own_urls = [*board_urls, *report_urls, *subscription_urls, *delivery_urls, *need_urls, *practice_urls, *data_urls]
urlpatterns = [
    path("", home.home, name="home"),
    path("api/v1/", include("monitoring.api.urls")),
    path("", include((own_urls, "monitoring"))),
]
