"""Browse lists of django-tables2 wear the portal's look."""

import django_tables2 as tables
from django.template import Context, Template
from django.test import RequestFactory


class Schools(tables.Table):
    name = tables.Column(verbose_name="Nazwa")
    devices = tables.Column(verbose_name="Urządzenia", attrs={"td": {"class": "num"}, "th": {"class": "num"}})


def render(rows: list[dict[str, object]], **query: str) -> str:
    request = RequestFactory().get("/", query)
    table = Schools(rows, empty_text="Nie ma jeszcze żadnej szkoły")
    tables.RequestConfig(request, paginate={"per_page": 2}).configure(table)
    source = "{% load django_tables2 %}{% render_table table %}"
    return " ".join(Template(source).render(Context({"table": table, "request": request})).split())


def test_first_cell_heads_its_row_and_the_others_carry_their_labels() -> None:
    html = render([{"name": "Szkoła nr 1", "devices": 7}])
    assert '<th scope="row" >Szkoła nr 1</th>' in html
    assert '<td class="num" data-label="Urządzenia">7</td>' in html


def test_sorted_column_says_so() -> None:
    html = render([{"name": "b", "devices": 1}, {"name": "a", "devices": 2}], sort="-devices")
    assert 'aria-sort="descending"' in html


def test_pages_keep_the_order_chosen() -> None:
    html = render([{"name": str(number), "devices": number} for number in range(5)], sort="name")
    assert 'href="?sort=name&amp;page=2"' in html


def test_empty_list_says_why() -> None:
    assert "Nie ma jeszcze żadnej szkoły" in render([])
