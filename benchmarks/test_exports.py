"""What a long list takes as a file: time against a short one, and memory. `make bench`."""

import tracemalloc

import pytest
from django.http import QueryDict
from django.utils import timezone

from benchmarks.ratios import ratio, say
from reports.lists import producers
from reports.lists.producing import unheard
from reports.lists.selection import Order
from tests.factories.many import many_requests

MANY = 5_000
FEW = "kind=concern"
KEYS = ("overview.xlsx", "overview.csv")


@pytest.fixture
def write(secretariat, points):
    many_requests(MANY)

    def make(key, query=""):
        order = Order(secretariat, QueryDict(query), timezone.now())
        return producers.find(key).make(order, unheard)

    return make


def test_a_file_grows_in_step_with_its_rows(write):
    for key in KEYS:
        grown = ratio(lambda key=key: write(key, FEW), lambda key=key: write(key), rounds=1)

        say(f"{key}：10倍の件数（{MANY}件）", grown)


def test_a_file_takes_a_bounded_amount_of_memory(write):
    for key in KEYS:
        tracemalloc.start()
        data = write(key)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

        print(f"\n{key}：{MANY}件で記憶域{peak / 1e6:.0f}MB、ファイルは{len(data) / 1e6:.1f}MB")
