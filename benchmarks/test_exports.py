"""What a long list takes as a file: time against a short one, and memory. `make bench`."""

import tracemalloc

import pytest
from django.http import QueryDict
from django.utils import timezone

from benchmarks.ratios import ratio, say
from issues.sheets import producers
from issues.sheets.order import Order
from tests.factories.many import many_requests

MANY = 5_000


@pytest.fixture
def order(secretariat, points):
    many_requests(MANY)

    def make(query=""):
        return Order(secretariat, QueryDict(query), timezone.now())

    return make


@pytest.mark.parametrize("key", ["overview.xlsx", "overview.csv"])
def test_a_file_grows_in_step_with_its_rows(order, key):
    producer = producers.find(key)
    some = "q=要望その1"

    def write(query):
        return lambda: producer.make(order(query), lambda done, total: None)

    few = order(some).count()
    grown = ratio(write(some), write(""), rounds=1)

    say(f"{producer.label}：{MANY}件と{few}件（件数は×{MANY / few:.1f}）", grown)


@pytest.mark.parametrize("key", ["overview.xlsx", "overview.csv"])
def test_a_file_takes_a_bounded_amount_of_memory(order, key):
    tracemalloc.start()
    data = producers.find(key).make(order(), lambda done, total: None)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    say(f"{key}：{MANY}件の記憶域（MB。ファイルは{len(data) / 1e6:.1f}MB）", peak / 1e6)
