"""Components refuse what they do not declare, escape what they are given, and link what is wrong."""

from dataclasses import dataclass
from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, TemplateSyntaxError
from django.template.loader import render_to_string
from django.test import RequestFactory

from hdr_portal.gallery import sample_context


class DebateForm(forms.Form):
    title = forms.CharField(label="Nazwa", help_text="Krótko.")
    place = forms.CharField(label="Miejsce", required=False)
    mode = forms.ChoiceField(label="Forma", choices=[("a", "stacjonarna")], widget=forms.RadioSelect)
    public = forms.BooleanField(label="Wolno opublikować", required=False)


def render(source: str, **values: object) -> str:
    return " ".join(Template(source).render(Context(values)).split())


@pytest.mark.parametrize(
    "source",
    [
        '{% status tone="green" label="x" colour="red" %}',
        '{% panel name="x" %}{% endpanel %}',
        "{% empty_state %}{% endempty_state %}",
        '{% progress value=1 width="3px" %}',
        '{% file_row name="x" %}{% endfile_row %}',
    ],
)
def test_undeclared_or_missing_parameter_is_a_syntax_error(source: str) -> None:
    with pytest.raises(TemplateSyntaxError):
        Template(source)


def test_unknown_tone_is_a_syntax_error() -> None:
    with pytest.raises(TemplateSyntaxError, match="Unknown tone: 'pink'"):
        render('{% status tone="pink" label="x" %}')


def test_status_says_its_state_in_colour_icon_and_word() -> None:
    html = render('{% status tone="green" label="osiągnięty" %}')
    assert 'class="status status-green"' in html
    assert "#check-circle-fill" in html
    assert "osiągnięty</span>" in html


def test_icon_without_a_label_is_decoration() -> None:
    assert 'aria-hidden="true"' in render('{% icon "check" %}')
    assert 'role="img" aria-label="zrobione"' in render('{% icon "check" label="zrobione" %}')


@pytest.mark.parametrize(
    "source",
    [
        '{% status tone="green" label=text %}',
        "{% page_heading title=text lead=text eyebrow=text %}{{ text }}{% endpage_heading %}",
        "{% panel title=text %}{{ text }}{% endpanel %}",
        "{% notice title=text %}{{ text }}{% endnotice %}",
        "{% empty_state title=text %}{{ text }}{% endempty_state %}",
        "{% stat label=text value=text note=text url=text %}",
        "{% summary_list %}{% summary_row term=text %}{{ text }}{% endsummary_row %}{% endsummary_list %}",
        "{% progress value=1 label=text text=text %}",
        "{% file_list %}{% file_row name=text url=text kind=text %}{{ text }}{% endfile_row %}{% endfile_list %}",
        "{% icon text label=text %}",
        "{% table_wrap label=text scroll=True %}{{ text }}{% endtable_wrap %}",
    ],
)
def test_text_of_a_user_stays_text(source: str) -> None:
    html = render(source, text='"><img src=x>')
    assert "<img" not in html
    assert "&gt;&lt;img" in html


def test_summary_row_says_when_nothing_is_known() -> None:
    assert ">brak<" in render('{% summary_row term="Numer" %} {% endsummary_row %}')


def test_progress_has_a_name_and_no_inline_width() -> None:
    html = render('{% progress value=2.5 max=11 label="Arkusze" text="2 z 11" %}')
    assert '<progress value="2.5" max="11" aria-label="Arkusze"></progress>' in html


def test_stamp_of_the_day_stands_in_the_heading() -> None:
    html = render('{% page_heading title="Plan" as_of=day %}{% endpage_heading %}', day=date(2026, 6, 30))
    assert "Stan na 30 czerwca 2026" in html
    assert html.count("<h1>") == 1


def test_error_summary_links_every_error_to_its_field() -> None:
    html = render("{% error_summary form %}", form=DebateForm({}))
    assert '<a href="#id_title">Nazwa: To pole jest wymagane.</a>' in html
    assert '<a href="#id_mode_0">Forma: To pole jest wymagane.</a>' in html


def test_error_summary_of_a_sound_or_missing_form_is_empty() -> None:
    assert render("{% error_summary form none %}", form=DebateForm({"title": "x", "mode": "a"}), none=None) == ""


def test_error_summary_says_what_belongs_to_no_field() -> None:
    form = DebateForm({"title": "x", "mode": "a"})
    form.add_error(None, "Taka debata już jest.")
    assert "<li>Taka debata już jest.</li>" in render("{% error_summary form %}", form=form)


def test_field_stands_in_the_order_label_hint_error_control() -> None:
    html = render("{{ form.title.as_field_group }}", form=DebateForm({}))
    places = [html.index(part) for part in ["<label", 'id="id_title_helptext"', 'id="id_title_error"', "<input"]]
    assert places == sorted(places)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_only_an_optional_field_is_marked() -> None:
    form = DebateForm()
    assert "(nieobowiązkowe)" in render("{{ form.place.as_field_group }}", form=form)
    assert "(nieobowiązkowe)" not in render("{{ form.title.as_field_group }}", form=form)


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = render("{{ form.mode.as_field_group }}", form=DebateForm())
    assert "<fieldset" in html
    assert "<legend>Forma" in html


def test_checkbox_stands_before_its_label() -> None:
    html = render("{{ form.public.as_field_group }}", form=DebateForm())
    assert html.index('type="checkbox"') < html.index("Wolno opublikować")


def test_pagination_keeps_the_other_parts_of_the_address() -> None:
    request = RequestFactory().get("/", {"kind": "audit", "page": "2"})
    html = render("{% pagination page %}", page=Paginator(range(90), 10).page(2), request=request)
    assert 'href="?kind=audit&amp;page=3"' in html
    assert "strona 2 z 9" in html


def test_pagination_of_a_single_page_is_empty() -> None:
    assert render("{% pagination page %}", page=Paginator(range(3), 10).page(1)) == ""


def test_chip_leads_to_the_page_without_its_filter() -> None:
    html = render("{% filter_chips chips %}", chips=[{"label": "Rok", "value": "2025", "url": "?kind=audit"}])
    assert 'href="?kind=audit"' in html
    assert 'aria-label="usuń ten filtr"' in html


def test_history_tells_who_and_when() -> None:
    @dataclass
    class Entry:
        title: str = "Zatwierdzono"
        when: date = date(2025, 6, 9)
        who: str = "Wydział Edukacji"

    assert "9 czerwca 2025, Wydział Edukacji" in render("{% timeline entries %}", entries=[Entry()])


def test_breakdown_page_needs_no_context_and_no_database() -> None:
    html = render_to_string("500.html")
    assert "Coś się zepsuło" in html


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404"])
def test_error_page_says_what_to_do_next(name: str) -> None:
    html = render_to_string(f"{name}.html")
    assert html.count("<h1>") == 1
    assert "Przejdź na stronę główną" in html


def test_gallery_shows_every_component() -> None:
    html = render_to_string("components/gallery.html", sample_context())
    parts = ["status-amber", "panel-title", "empty-state", "summary-row", "error-summary", "page-actions", "<progress",
             "stat-value", 'class="chip"', "pages-number", "timeline-entry", "step-current", "table-cards", "file-row",
             "danger-zone", "notice-red"]  # fmt: skip
    assert [part for part in parts if part not in html] == []
