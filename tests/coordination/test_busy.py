"""A database that takes no connection or answers too late: the page and the API say so."""

import psycopg
import pytest
from django.db import OperationalError
from django.test import override_settings
from django.urls import path
from rest_framework.decorators import api_view

from coordination import urls as addresses
from coordination.database import patience

handler500 = "coordination.web.errors.server_error"


def busy(request):
    raise OperationalError("couldn't get a connection after 4.00 sec")


urlpatterns = [
    path("page/", busy),
    path("api/busy/", api_view(["GET"])(busy)),
    *addresses.urlpatterns,
]


@pytest.fixture
def answer(client):
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        yield client.get


def test_a_page_says_that_the_product_is_busy(answer):
    said = answer("/page/")

    assert (said.status_code, said["Retry-After"]) == (503, "60")
    assert "ただいま混み合っています" in said.content.decode()


def test_the_api_says_so_as_a_problem(answer):
    said = answer("/api/busy/")

    assert (said.status_code, said["Content-Type"]) == (503, "application/problem+json")
    assert said.json()["title"] == "ただいま混み合っています"


def test_a_page_waits_for_the_database_so_long_and_no_longer(monkeypatch, db, settings):
    there = settings.DATABASES["default"]
    monkeypatch.setattr(patience, "ANSWER_SECONDS", 0.3)
    connection = patience.PatientConnection.connect(
        host=there["HOST"], user=there["USER"], dbname=there["NAME"],
        password=there["PASSWORD"], port=there["PORT"] or None,
    )  # fmt: skip

    with pytest.raises(psycopg.OperationalError, match="does not answer"):
        connection.execute("SELECT pg_sleep(5)")

    assert connection.closed


@pytest.mark.parametrize("for_pages", [True, False])
def test_only_pages_have_their_statements_ended(for_pages):
    options = patience.database_options(for_pages=for_pages)

    assert ("statement_timeout" in options.get("options", "")) is for_pages
    assert options["connect_timeout"] == 2
