"""A word is looked up: nobody walks over all documents."""

import re
from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection

from searching import finding
from searching.finding import Within
from searching.groups import Entry, all_groups
from searching.indexing import document
from searching.models import Document
from searching.query import parse

pytestmark = pytest.mark.django_db
MANY, RARE = 1_500, 150


@pytest.fixture
def many():
    """Documents of requests that are not there; one in `RARE` says 様式."""
    group = all_groups()["requests"]
    kept = [document(group, _entry(title)) for title in ("移行の経費", "様式の統一")]
    names = [f.attname for f in Document._meta.concrete_fields if f.attname not in ("id", "key")]
    rows = []
    for n in range(MANY):
        like = kept[n % RARE == 0]
        row = Document(key=n, **{name: getattr(like, name) for name in names})
        row.owner, row.day = n, date(2020, 4, 1) + timedelta(days=n)
        rows.append(row)
    Document.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        # What was just written waits in a list before the index; a server sorts it in.
        cursor.execute("SELECT gin_clean_pending_list('searched_keys')")
        cursor.execute("ANALYZE searching_document")


def _entry(title):
    return Entry(noun="request", key=1, owner=1, day=date(2020, 4, 1), title=title)


@pytest.mark.parametrize(
    "typed", ["様式の統一", "様式", "様", "ようしき", "様式 -経費", "「様式の」"]
)
def test_a_rare_word_is_looked_up_in_the_index(many, typed):
    plan = finding.keys_of("requests", parse(typed, {}), AnonymousUser()).explain()

    assert re.search(r"Bitmap Index Scan on searched_keys\b", plan), plan


def test_of_a_word_that_most_say_the_newest_are_gone_through(many):
    group = all_groups()["requests"]

    plan = finding.newest(group, parse("経費", {}), Within(AnonymousUser()), most=20).explain()

    assert re.search(r"Index Scan using searched_newest\b", plan), plan


def test_whether_a_group_holds_a_word_is_looked_up_and_leaves_the_planner_as_it_was(many):
    group = all_groups()["requests"]
    found, named = finding._with_any(list(all_groups().values()), parse("様式", {}))
    with finding._looked_up(), connection.cursor() as cursor:
        rows = Document.objects.filter(
            finding.Matching(parse("灯台", {}), group.sign).anyhow, group=group.key
        )
        plan = rows.order_by()[:1].explain()
        cursor.execute("SHOW enable_seqscan")
        within = cursor.fetchone()
    with connection.cursor() as cursor:
        cursor.execute("SHOW enable_seqscan")
        after = cursor.fetchone()

    assert ([each.key for each in found], [each.key for each in named]) == (
        ["requests"],
        ["requests"],
    )
    assert re.search(r"Bitmap Index Scan on searched_keys\b", plan), plan
    assert (within, after) == (("off",), ("on",))
