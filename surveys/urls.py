"""Addresses of this app: a list a topic. Respondents' pages need no sign-in; the others stand under /ankiety/."""

from django.urls import URLPattern, URLResolver, include, path

from surveys.views import answering, entering, overview, selfie_books, selfie_cards, selfie_steps

app_name = "surveys"

answering_urls = [  # the prefix is hdr_portal.lib.respondents.PREFIX
    path("", entering.enter, name="enter"),
    path("poczatek/", entering.begin, name="begin"),
    path("odpowiedzi/<int:number>/", answering.answers, name="answers"),
    path("podsumowanie/", answering.review, name="review"),
    path("wyslij/", answering.send, name="send"),
    path("koniec/", entering.done, name="done"),
    path("przerwij/", answering.leave, name="leave"),
    path("przerwane/", answering.left, name="left"),
    path("jezyk/", entering.change_language, name="language"),
    path("informacja/<slug:key>/", entering.notice, name="notice"),
    path("<slug:key>/", entering.entrance, name="entrance"),
]
overview_urls = [
    path("", overview.overview, name="overview"),
]
selfie_urls = [
    path("selfie/", selfie_cards.selfie_cards, name="selfie_cards"),
    path("selfie/dodaj/", selfie_cards.selfie_add, name="selfie_add"),
    path("selfie/gmina/", selfie_cards.selfie_city, name="selfie_city"),
    path("selfie/potwierdz/", selfie_steps.selfie_confirm_many, name="selfie_confirm_many"),
    path("selfie/z-arkusza/", selfie_books.selfie_import, name="selfie_import"),
    path("selfie/szablon/", selfie_books.selfie_template, name="selfie_template"),
    path("selfie/<int:pk>/", selfie_cards.selfie_card, name="selfie_card"),
    path("selfie/<int:pk>/zmien/", selfie_cards.selfie_edit, name="selfie_edit"),
    path("selfie/<int:pk>/zloz/", selfie_steps.selfie_submit, name="selfie_submit"),
    path("selfie/<int:pk>/potwierdz/", selfie_steps.selfie_confirm, name="selfie_confirm"),
    path("selfie/<int:pk>/zwroc/", selfie_steps.selfie_return, name="selfie_return"),
    path("selfie/<int:pk>/wycofaj/", selfie_steps.selfie_withdraw, name="selfie_withdraw"),
    path("selfie/<int:pk>/raport/", selfie_steps.selfie_report, name="selfie_report"),
    path("selfie/<int:pk>/raport/odlacz/", selfie_steps.selfie_report_remove, name="selfie_report_remove"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("a/", include(answering_urls)),
    path("ankiety/", include(overview_urls)),
    path("ankiety/", include(selfie_urls)),
]
