"""How pages and reading grow with what they work on. Run with `make bench`."""

from pathlib import Path

import pytest

from benchmarks.ratios import ratio, say
from issues.models import LocalRequest, RequestPoint
from meetings.minutes.reading import read_text
from meetings.minutes.suggesting import suggest
from searching import indexing
from tests.factories.issues import a_request

SAMPLE = (Path(__file__).parent.parent / "samples" / "junbi-kaigo-01.txt").read_text()
MANY = 2_000


@pytest.fixture
def pages(client, secretariat, points):
    client.force_login(secretariat)

    def page(address):
        def load():
            assert client.get(address).status_code == 200

        return load

    return page


def copies(count):
    """One page's worth of requests, and `count` in all, the others of a second kind."""
    first = a_request("標準化の移行経費を支援してほしい")
    point = first.request_points.get().point
    rows = []
    for serial in range(2, count + 2):
        copy = LocalRequest.objects.get(pk=first.pk)
        copy.pk, copy.number = None, f"R6-{serial:04d}"
        copy.kind = "request" if serial <= 50 else "concern"
        copy.title = f"要望その{serial}、{'費用' if serial % 40 == 0 else '人材'}について"
        rows.append(copy)
    made = LocalRequest.objects.bulk_create(rows)
    RequestPoint.objects.bulk_create(
        RequestPoint(local_request=row, point=point, primary=True) for row in made
    )
    indexing.work_off()


def test_the_list_of_requests_grows_with_the_page_and_not_with_the_table(pages):
    copies(MANY)

    few, many = pages("/requests/?kind=request"), pages("/requests/?kind=concern")

    say(f"一覧：{MANY}件の表と50件の表", ratio(few, many))


def test_searching_words_follows_the_hits(pages):
    copies(MANY)

    rare, common = pages("/requests/?q=費用"), pages("/requests/?q=人材")

    say("検索：40倍当たる言葉と、少ない言葉", ratio(rare, common))


def test_reading_minutes_grows_in_step_with_their_length():
    opening, talk = SAMPLE.split("（概要）")

    once, ten_times = (f"{opening}（概要）{talk * times}" for times in (1, 10))

    say(
        "読取り：10倍の長さ", ratio(lambda: read_text(once), lambda: read_text(ten_times), rounds=3)
    )


def test_suggesting_grows_in_step_with_the_speeches():
    opening, talk = SAMPLE.split("（概要）")
    once, ten_times = (read_text(f"{opening}（概要）{talk * times}") for times in (1, 10))

    grown = ratio(lambda: suggest(once), lambda: suggest(ten_times), rounds=3)

    say("候補：10倍の発言", grown)
