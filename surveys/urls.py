"""Addresses of this app: a list a topic. Respondents' pages need no sign-in; the others stand under /ankiety/."""

from django.urls import URLPattern, URLResolver, include, path

from surveys.views import (
    answering,
    bindings,
    campaign_steps,
    campaigns,
    codes,
    entering,
    instrument_edit,
    instrument_files,
    instrument_items,
    instruments,
    open_texts,
    overview,
    paper,
    result_files,
    results,
    selfie_books,
    selfie_cards,
    selfie_steps,
    targets,
)

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
campaign_urls = [
    path("", campaigns.campaigns, name="campaigns"),
    path("nowa/", campaign_steps.campaign_add, name="campaign_add"),
    path("<int:pk>/", campaigns.campaign, name="campaign"),
    path("<int:pk>/podstawy/", campaign_steps.campaign_edit, name="campaign_edit"),
    path("<int:pk>/grupy/", campaign_steps.campaign_groups, name="campaign_groups"),
    path("<int:pk>/szkoly/", campaign_steps.campaign_schools, name="campaign_schools"),
    path("<int:pk>/liczebnosci/", campaign_steps.campaign_populations, name="campaign_populations"),
    path("<int:pk>/informacja/", campaign_steps.campaign_notice, name="campaign_notice"),
    path("<int:pk>/oglos/", campaigns.campaign_announce, name="campaign_announce"),
    path("<int:pk>/przedluz/", campaigns.campaign_prolong, name="campaign_prolong"),
    path("<int:pk>/zamknij/", campaigns.campaign_close, name="campaign_close"),
    path("<int:pk>/usun/", campaigns.campaign_delete, name="campaign_delete"),
    path("<int:pk>/przypomnij/", campaigns.campaign_remind, name="campaign_remind"),
    path("<int:pk>/wglady/", targets.accesses, name="accesses"),
]
target_urls = [
    path("<int:pk>/", targets.target, name="target"),
    path("<int:pk>/plakat.pdf", targets.target_poster, name="target_poster"),
]
code_urls = [
    path("", codes.codes, name="codes"),
    path("grupa/<int:pk>/", codes.target_codes, name="target_codes"),
    path("grupa/<int:pk>/kartki.pdf", codes.target_cards, name="target_cards"),
    path("grupa/<int:pk>/kody.xlsx", codes.target_code_book, name="target_code_book"),
    path("grupa/<int:pk>/zlec/", codes.code_sheets_order, name="code_sheets_order"),
    path("pakiet/<int:pk>/kartki.pdf", codes.batch_cards, name="batch_cards"),
    path("pakiet/<int:pk>/kody.xlsx", codes.batch_code_book, name="batch_code_book"),
    path("pakiet/<int:pk>/uniewaznij/", codes.batch_cancel, name="batch_cancel"),
    path("kartki/<int:pk>/", codes.code_sheets, name="code_sheets"),
    path("kartki/<int:pk>/plik/", codes.code_sheets_file, name="code_sheets_file"),
]
paper_urls = [
    path("<int:pk>/", paper.paper, name="paper"),
    path("<int:pk>/ankieta.pdf", paper.paper_questionnaire, name="paper_questionnaire"),
    path("<int:pk>/szablon.xlsx", paper.paper_template, name="paper_template"),
    path("plik/<int:pk>/", paper.paper_preview, name="paper_preview"),
    path("plik/<int:pk>/porzuc/", paper.paper_drop, name="paper_drop"),
]
overview_urls = [
    path("", overview.overview, name="overview"),
]
instrument_urls = [
    path("", instruments.instruments, name="instruments"),
    path("nowy/", instruments.instrument_add, name="instrument_add"),
    path("z-pliku/", instrument_files.instrument_import, name="instrument_import"),
    path("<int:pk>/", instruments.instrument, name="instrument"),
    path("<int:pk>/podglad/", instruments.instrument_preview, name="instrument_preview"),
    path("<int:pk>/xlsx/", instrument_files.instrument_export, name="instrument_export"),
    path("<int:pk>/gotowy/", instruments.instrument_ready, name="instrument_ready"),
    path("<int:pk>/wycofaj/", instruments.instrument_retire, name="instrument_retire"),
    path("<int:pk>/nowa-wersja/", instruments.instrument_version, name="instrument_version"),
    path("<int:pk>/usun/", instruments.instrument_delete, name="instrument_delete"),
    path("<int:pk>/tresc/", instrument_edit.instrument_edit, name="instrument_edit"),
    path("<int:pk>/z-pliku/", instrument_files.instrument_replace, name="instrument_replace"),
    path("<int:pk>/ustawienia/", instrument_edit.instrument_settings, name="instrument_settings"),
    path("<int:pk>/czesci/", instrument_edit.section_add, name="section_add"),
    path("<int:pk>/czesci/<slug:code>/", instrument_edit.section_edit, name="section_edit"),
    path("<int:pk>/czesci/<slug:code>/przenies/", instrument_edit.section_move, name="section_move"),
    path("<int:pk>/czesci/<slug:code>/usun/", instrument_edit.section_delete, name="section_delete"),
    path("<int:pk>/czesci/<slug:section>/pytania/", instrument_items.item_kind, name="item_kind"),
    path("<int:pk>/czesci/<slug:section>/pytania/<slug:kind>/", instrument_items.item_add, name="item_add"),
    path("<int:pk>/pytania/<slug:item>/", instrument_items.item_edit, name="item_edit"),
    path("<int:pk>/pytania/<slug:item>/przenies/", instrument_items.item_move, name="item_move"),
    path("<int:pk>/pytania/<slug:item>/usun/", instrument_items.item_delete, name="item_delete"),
]
binding_urls = [
    path("", bindings.bindings, name="bindings"),
    path("dodaj/", bindings.binding_add, name="binding_add"),
    path("<int:pk>/", bindings.binding, name="binding"),
    path("<int:pk>/zmien/", bindings.binding_edit, name="binding_edit"),
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
result_urls = [
    path("", results.results, name="results"),
    path("<int:pk>/", results.campaign_results, name="campaign_results"),
    path("<int:pk>/szkola/<int:school_pk>/", results.school_results, name="school_results"),
    path("<int:pk>/plik/", result_files.result_file_add, name="result_file_add"),
    path("<int:pk>/przelicz/", result_files.recount, name="recount"),
    path("<int:pk>/teksty/", open_texts.open_texts, name="open_texts"),
    path("teksty/<int:pk>/", open_texts.open_text, name="open_text"),
    path("pliki/<int:pk>/", result_files.result_file, name="result_file"),
    path("pliki/<int:pk>/pobierz/", result_files.result_file_download, name="result_file_download"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("a/", include(answering_urls)),
    path("ankiety/", include(overview_urls)),
    path("ankiety/wyniki/", include(result_urls)),
    path("ankiety/kampanie/", include(campaign_urls)),
    path("ankiety/kampanie/grupy/", include(target_urls)),
    path("ankiety/kody/", include(code_urls)),
    path("ankiety/kampanie/papier/", include(paper_urls)),
    path("ankiety/", include(selfie_urls)),
    path("ankiety/powiazania/", include(binding_urls)),
    path("ankiety/kwestionariusze/", include(instrument_urls)),
]
