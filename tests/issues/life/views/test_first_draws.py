"""The first draw of a wide page takes few queries, however many requests there are. Nothing is
kept: four of them are for the session, the reader and how far the record has grown."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.due_dates.due import named
from tests.issues.life.views.test_desks import PAST
from workflow.kept import grown, kept_pages

PAGES = (
    ("/", "secretariat", 21),
    ("/", "digital", 19),
    ("/", "misato", 20),
    ("/", "visitor", 9),
    ("/points/", "secretariat", 17),
    ("/points/cost/", "secretariat", 24),
    ("/points/cost/", "visitor", 18),
    ("/organizations/054348/", "misato", 16),
    ("/organizations/digital/", "digital", 18),
)


def asked(client, path):
    for store in (kept_pages.pages, kept_pages.open_pages, grown.results):
        store.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("path", "reader", "most"), PAGES)
def test_it_takes_few_queries(path, reader, most, life, cast, as_, client):
    browser = client if reader == "visitor" else as_(getattr(cast, reader))
    for status in ("replied", "under_review", "settled"):
        life.at(status)
    few = asked(browser, path)
    for status in ("replied", "under_review", "settled"):
        life.at(status)
    life.triage(life.log(), due=named(PAST))
    many = asked(browser, path)

    assert many <= few
    assert few <= most
