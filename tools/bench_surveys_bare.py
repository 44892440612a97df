"""The bare limit of answering: Django without any middleware, one view, one row of JSON into PostgreSQL."""

import json
import os

import dj_database_url
import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

ANSWERS = json.dumps({f"q{number}": "4" for number in range(25)})


def insert(request: HttpRequest) -> HttpResponse:
    """Insert one answer."""
    del request
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bare_answer (answers) VALUES (%s)", [ANSWERS])
    return HttpResponse(status=204)


urlpatterns = [path("", insert)]
settings.configure(
    ALLOWED_HOSTS=["*"],
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60, conn_health_checks=True)},
    ROOT_URLCONF=__name__,
    SECRET_KEY="bare",  # noqa: S106 - nothing is signed
)
django.setup()
with connection.cursor() as made:
    made.execute("CREATE TABLE IF NOT EXISTS bare_answer (id bigserial PRIMARY KEY, answers jsonb NOT NULL)")
connection.close()
application = get_wsgi_application()
