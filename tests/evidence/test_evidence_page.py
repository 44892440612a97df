"""The stored file is handed over to those whose role reaches its school, always as a harmless download."""

import logging
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client

from schools.models import Evidence, Membership, User
from schools.roles import Role
from tests.factories import PDF, EvidenceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(schools: SimpleNamespace) -> SimpleNamespace:
    return SimpleNamespace(
        a=EvidenceFactory.create(school=schools.a, name="Raport z audytu – żółty.pdf"),
        b=EvidenceFactory.create(school=schools.b),
        city=EvidenceFactory.create(school=None),
    )


def get(client: Client, person: User, evidence: Evidence) -> Any:
    client.force_login(person)
    return fetched(client, evidence)


def fetched(client: Client, evidence: Evidence) -> Any:
    """The answer read to its end, which closes the file; `sent` holds the bytes."""
    answer: Any = client.get(f"/dowody/{evidence.pk}/")
    answer.sent = answer.getvalue()
    return answer


@pytest.mark.parametrize(
    ("person", "of_a", "of_b", "municipal"),
    [
        ("director_a", 200, 404, 404),
        ("keeper_a", 200, 404, 404),
        ("coordinator_a", 403, 403, 403),
        ("director_b", 404, 200, 404),
        ("department", 200, 200, 200),
        ("viewer", 200, 200, 200),
        ("administrator", 403, 403, 403),
        ("nobody", 403, 403, 403),
    ],
)
def test_who_may_have_which_file(  # noqa: PLR0917 - one table
    client: Client, cast: SimpleNamespace, files: SimpleNamespace, person: str, of_a: int, of_b: int, municipal: int
) -> None:
    answers = [get(client, getattr(cast, person), file).status_code for file in (files.a, files.b, files.city)]
    assert answers == [of_a, of_b, municipal]


def test_the_file_of_another_school_and_no_file_look_alike(
    client: Client, cast: SimpleNamespace, files: SimpleNamespace
) -> None:
    client.force_login(cast.director_a)
    others = client.get(f"/dowody/{files.b.pk}/")
    nobodys = client.get("/dowody/999999/")
    assert (others.status_code, nobodys.status_code) == (404, 404)
    said = [answer.content.decode().partition("<main")[2].partition("</main>")[0] for answer in (others, nobodys)]
    assert said[0] == said[1] != ""


def test_the_role_has_to_be_held_at_the_files_own_school(
    client: Client, cast: SimpleNamespace, schools: SimpleNamespace, files: SimpleNamespace
) -> None:
    Membership.objects.create(user=cast.coordinator_a, role=Role.DIRECTOR, school=schools.b)
    client.force_login(cast.coordinator_a)
    assert fetched(client, files.b).status_code == 200
    assert fetched(client, files.a).status_code == 403


def test_a_stranger_is_sent_to_sign_in(client: Client, files: SimpleNamespace) -> None:
    answer = client.get(f"/dowody/{files.a.pk}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/konto/login/?next=/dowody/{files.a.pk}/")


def test_an_account_deactivated_while_signed_in_gets_nothing(
    client: Client, cast: SimpleNamespace, files: SimpleNamespace
) -> None:
    assert get(client, cast.department, files.a).status_code == 200
    User.objects.filter(pk=cast.department.pk).update(is_active=False)
    assert client.get(f"/dowody/{files.a.pk}/").status_code == 302


def test_the_answer_carries_the_bytes_and_its_own_protection(
    client: Client, cast: SimpleNamespace, files: SimpleNamespace
) -> None:
    answer = get(client, cast.director_a, files.a)
    assert answer.sent == PDF
    told = {name: answer.headers[name] for name in (
        "Content-Type", "Content-Length", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy",
        "Cross-Origin-Resource-Policy", "Cache-Control", "X-Frame-Options",
    )}  # fmt: skip
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "Content-Disposition": "attachment; filename*=utf-8''Raport%20z%20audytu%20%E2%80%93%20%C5%BC%C3%B3%C5%82ty.pdf",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
        "X-Frame-Options": "DENY",
    }


def test_a_name_with_quotes_or_line_breaks_adds_no_header(
    client: Client, cast: SimpleNamespace, files: SimpleNamespace
) -> None:
    Evidence.objects.filter(pk=files.a.pk).update(name='a"; x="\r\nX-Evil: 1.pdf')
    answer = get(client, cast.director_a, files.a)
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''a%22")


def test_head_tells_the_size_alone(client: Client, cast: SimpleNamespace, files: SimpleNamespace) -> None:
    client.force_login(cast.director_a)
    answer = client.head(f"/dowody/{files.a.pk}/")
    assert (answer.status_code, answer.headers["Content-Length"]) == (200, str(len(PDF)))
    assert answer.getvalue() == b""
    for close in answer._resource_closers:  # type: ignore[attr-defined]
        close()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_file_cannot_be_written_to(
    client: Client, cast: SimpleNamespace, files: SimpleNamespace, method: str
) -> None:
    client.force_login(cast.department)
    assert getattr(client, method)(f"/dowody/{files.a.pk}/").status_code == 405


@pytest.mark.parametrize("path", ["../../etc/passwd", "evidence/00/probny-1.pdf", "-1", "1;", "%2e%2e%2f", "9" * 40])
def test_no_path_from_the_address_is_opened(
    client: Client, cast: SimpleNamespace, files: SimpleNamespace, path: str
) -> None:
    client.force_login(cast.department)
    assert client.get(f"/dowody/{path}/").status_code == 404


def test_a_file_lost_from_the_disk_is_told_in_words(
    client: Client, cast: SimpleNamespace, files: SimpleNamespace, caplog: pytest.LogCaptureFixture
) -> None:
    files.a.file.unlink()
    with caplog.at_level(logging.ERROR, logger="schools.views.evidence"):
        answer = get(client, cast.director_a, files.a)
    assert answer.status_code == 410
    assert "Tego pliku już nie ma" in answer.content.decode()
    assert files.a.path not in answer.content.decode()
    assert [one.getMessage() for one in caplog.records if one.name == "schools.views.evidence"] == [
        f"The file of evidence {files.a.pk} is missing."
    ]
