"""Answers given on paper: the questionnaire to print, the template, the file with answers, its preview."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hdr_portal.lib.polish import counted
from hdr_portal.lib.workbook.sentences import Refused
from schools.http import SignedInRequest
from surveys.audiences import stages_of
from surveys.forms.paper import PaperConfirmForm, PaperUploadForm
from surveys.models import Language, PaperFile, PaperState, Target
from surveys.paperbooks.columns import columns_of
from surveys.paperbooks.reading import Problem, mark_of
from surveys.paperbooks.writing import template_book
from surveys.printing.paper_forms import paper_pdf
from surveys.queries.campaigns import standing_at
from surveys.queries.paper import paper_counts
from surveys.questionnaires import questionnaire_of
from surveys.services.campaigns import NotAllowed
from surveys.services.paper import FileRefused, drop_paper, enter_paper, take_paper_file
from surveys.views.codes import book_answer
from surveys.views.targets import pdf_answer, reached_target, target_context

PERMISSION = "surveys.enter_paper"
PROBLEMS_SHOWN = 100
PAPERS = "ankieta,ankiety,ankiet"


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """What to print, what to fill in, what was entered; a POST brings a filled-in template."""
    found = reached_target(request, pk, PERMISSION)
    if request.method != "POST":
        return _page(request, found, PaperUploadForm())
    form = PaperUploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    try:
        taken, reading = take_paper_file(found, form.cleaned_data["file"], by=request.user)
    except (Refused, NotAllowed) as refused:
        form.add_error("file", str(refused))
        return _page(request, found, form, status=422)
    except FileRefused as refused:
        return _page(request, found, form, problems=refused.problems, status=422)
    if reading.dropped:
        dropped = counted(reading.dropped, "odpowiedź,odpowiedzi,odpowiedzi")
        messages.info(
            request, f"Pominięto {dropped} na pytania, które tych osób nie dotyczyły (tak jak w ankiecie na ekranie)."
        )
    return redirect(taken)


def _page(
    request: SignedInRequest,
    found: Target,
    form: PaperUploadForm,
    *,
    problems: list[Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    files = PaperFile.objects.filter(target=found).select_related("uploaded_by")
    context = {
        "form": form,
        "files": files,
        "languages": Language.choices,
        "problems": (problems or [])[:PROBLEMS_SHOWN],
        "problem_count": len(problems or []),
    }
    return render(request, "surveys/paper.html", {**target_context(request, found, "paper"), **context}, status=status)


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def paper_questionnaire(request: SignedInRequest, pk: int) -> HttpResponse:
    """The questionnaire as PDF, in the language asked for (`jezyk`)."""
    found = reached_target(request, pk, PERMISSION)
    asked = request.GET.get("jezyk", "")
    language = asked if asked in Language.values else Language.POLISH.value
    return pdf_answer(paper_pdf(found, language).content, f"ankieta-{found.part.audience}-{language}.pdf")


@permission_required(PERMISSION, raise_exception=True)
@require_safe
def paper_template(request: SignedInRequest, pk: int) -> HttpResponse:
    """The workbook to copy answers into."""
    found = reached_target(request, pk, PERMISSION)
    asked = questionnaire_of(found.part.instrument)
    title = f"{found.part.campaign}: {found.part.get_audience_display()}, {found.place}"
    columns = columns_of(asked, stages_of(found.part.audience))
    content = template_book(columns, mark=mark_of(found.key, asked), title=title)
    return book_answer(content, f"ankiety-papierowe-{found.pk}.xlsx")


@permission_required(PERMISSION, raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def paper_preview(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the file brings, in counts; a POST enters it."""
    waiting = _paper(request, pk)
    target = waiting.target
    if waiting.state == PaperState.ENTERED:
        return redirect("surveys:paper", target.pk)
    standing = standing_at(target)
    form = PaperConfirmForm(
        request.POST if request.method == "POST" else None, paper=waiting, answered=standing.answered or 0
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_paper(waiting, by=request.user)
        except NotAllowed as refused:
            messages.warning(request, str(refused))
        else:
            messages.success(request, f"Wprowadzono {counted(waiting.count, PAPERS)} z papieru.")
        return redirect("surveys:paper", target.pk)
    context = {
        "paper": waiting,
        "target": target,
        "form": form,
        "counts": paper_counts(waiting),
        "standing": standing,
    }
    return render(request, "surveys/paper_preview.html", context)


@permission_required(PERMISSION, raise_exception=True)
@require_POST
def paper_drop(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give the file up."""
    waiting = _paper(request, pk)
    drop_paper(waiting)
    messages.success(request, f"Porzucono plik {waiting.name}. Nic z niego nie wprowadzono.")
    return redirect("surveys:paper", waiting.target_id)


def _paper(request: SignedInRequest, pk: int) -> PaperFile:
    rows = PaperFile.objects.select_related("target__part__campaign", "target__part__instrument", "target__school")
    found: PaperFile = get_object_or_404(rows, pk=pk)
    if not request.user.has_perm(PERMISSION, found):
        raise PermissionDenied
    return found
