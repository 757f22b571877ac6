"""A fixed set of searches in the sample, each with what must and what must not be found, as whom.

`searches.csv`: 人 (who looks), 探す言葉, 見つかる, 見つからない. A result is written 要望：R6-0018
with any part of its name or snippet, several between /. ＊ stands for anything: 回答：＊ among what
must not be found is no reply at all, ＊ alone nothing whatever.
"""

import csv
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from issues.search import vocabulary
from searching import finding, indexing, results
from searching.finding import Within

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).parent / "searches.csv"
PEOPLE = {"一般": None, "事務局": "jimukyoku", "構成員": "koseiin", "デジタル庁": "digital",
          "総務省": "soumu", "美郷町": "misato", "一宮市": "ichinomiya"}  # fmt: skip
with TABLE.open(encoding="utf-8", newline="") as _file:
    SEARCHES = list(csv.DictReader(_file))


@pytest.fixture(scope="module")
def indexed(sample, django_db_blocker):
    with django_db_blocker.unblock():
        indexing.work_off()


def person(name):
    username = PEOPLE[name]
    return User.objects.get(username=username) if username else AnonymousUser()


def found(typed, actor):
    """All results as 要望：R6-0001　件名, with the words around the hits behind."""
    query = vocabulary.query_of(typed, None)
    lines = []
    for hits in finding.hits(query, Within(actor), most=200) if query else []:
        for result in results.shown(hits.found, query, actor):
            words = result.snippet.pieces if result.snippet else ()
            lines.append(
                f"{hits.group.label}：{result.line.title}" + "".join(each.text for each in words)
            )
    return lines


def meets(line, wanted):
    group, _, words = wanted.partition("：")
    return wanted == "＊" or (line.startswith(f"{group}：") and words.strip("＊") in line)


def test_there_are_enough_of_them():
    assert len(SEARCHES) >= 120
    assert {row["人"] for row in SEARCHES} == set(PEOPLE)


@pytest.mark.parametrize("row", SEARCHES, ids=lambda row: f"{row['人']} {row['探す言葉']}")
def test_it_finds_what_it_must_and_nothing_that_it_must_not(indexed, row):
    lines = found(row["探す言葉"], person(row["人"]))

    for wanted in filter(None, row["見つかる"].split("/")):
        assert any(meets(line, wanted) for line in lines), (wanted, lines)
    for unwanted in filter(None, row["見つからない"].split("/")):
        assert not [line for line in lines if meets(line, unwanted)], unwanted
