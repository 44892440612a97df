"""Cards with codes to cut and hand out: A4, two across and five down, a class on sheets of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from hdr_portal.lib.pdf import PdfFile, render_pdf
from surveys.addresses import card_url, entrance_url, qr_drawing, typed_url
from surveys.codes import derive_codes, shown
from surveys.models import CodeBatch, Target
from surveys.ready_texts import card_words

ON_FIRST, ON_SHEET = 8, 10  # the first sheet of a class tells the teacher what to do
Progress = Callable[[int, str], None]


@dataclass(frozen=True)
class Card:
    """One card: the code as people type it, and its QR."""

    code: str
    qr: SafeString


@dataclass(frozen=True)
class Sheet:
    """One page of a class."""

    batch: CodeBatch
    number: int
    of: int
    cards: tuple[Card, ...]

    @property
    def is_first(self) -> bool:
        """Whether it carries the instruction."""
        return self.number == 1


def cards_pdf(target: Target, batches: Sequence[CodeBatch], *, on_progress: Progress | None = None) -> PdfFile:
    """The cards of the batches, which live: a batch whose seed was deleted raises ValueError."""
    part = target.part
    context = {
        "target": target,
        "campaign": part.campaign,
        "sheets": [sheet for batch in batches for sheet in sheets_of(target, batch)],
        "words": card_words(typed_url()),
        "entrance": entrance_url(target),
        "typed": typed_url(),
        "for_pdf": True,
    }
    html = render_to_string("print/survey_cards.html", context)
    newest = max(one.created_at for one in batches)
    return render_pdf(
        html,
        shipped=settings.BASE_DIR / "static",
        epoch=newest,
        on_progress=on_progress or (lambda _part, _words: None),
    )


def sheets_of(target: Target, batch: CodeBatch) -> list[Sheet]:
    """The pages of one class."""
    cards = [_card(target, code) for code in derive_codes(batch.seed, batch.size)]
    pages = [cards[:ON_FIRST]]
    pages += [cards[start : start + ON_SHEET] for start in range(ON_FIRST, len(cards), ON_SHEET)]
    return [Sheet(batch, number, len(pages), tuple(page)) for number, page in enumerate(pages, 1)]


def _card(target: Target, code: str) -> Card:
    return Card(shown(code), qr_drawing(card_url(target, code), f"Kod QR karty {shown(code)}", css_class="card-qr"))
