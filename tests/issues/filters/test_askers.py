# ruff: noqa: F811 - fixtures are imported by their names
"""A body that joined is found by name, size and prefecture, by page, API and file alike; only by
those who know that it joined."""

import json

import pytest
from django.http import QueryDict
from django.utils import timezone

from issues.actions import local_requests
from organizations.models import Organization
from reports.lists.selection import Order
from tests.factories.organizations import organization
from tests.issues.life.conftest import cast, ground_once, life, orgs, points  # noqa: F401

CITY = ("organization=232033", "size=core_city", "prefecture=230006")
"""愛知県一宮市 by its code, by its size, by where it lies."""


@pytest.fixture
def joined(life, cast, orgs):
    """A town's request that the city joined: one publicly, one known to the parties alone; and one
    that it did not join."""
    Organization.objects.filter(code="232033").update(prefecture=organization("230006"))
    rows = [life.log(title=title) for title in ("公の共同提案", "公表前の共同提案", "町だけの要望")]
    for row in rows:
        local_requests.publish(row, by=cast.secretariat, now=timezone.now())
    life.join(rows[0], "ichinomiya", published=True)
    life.join(rows[1], "ichinomiya")
    return [row.number for row in rows]


def on_page(client, query):
    return [row.number for row in client.get(f"/requests/?{query}").context["page"]]


def in_api(client, query):
    return [row["number"] for row in client.get(f"/api/requests/?{query}").json()["results"]]


def in_file(client, query):
    lines = client.get(f"/exports/make/overview.jsonl/?{query}").getvalue().decode().splitlines()
    return [json.loads(line)["number"] for line in lines]


@pytest.mark.parametrize("query", CITY)
@pytest.mark.parametrize("ask", [on_page, in_api, in_file])
def test_everybody_finds_the_public_one_and_the_parties_both(ask, query, client, cast, joined):
    found = {}
    for who in ("", "misato", "ichinomiya", "stranger", "secretariat"):
        client.logout()
        if who:
            client.force_login(getattr(cast, who))
        found[who] = ask(client, query)

    public, both = joined[:1], joined[:2]
    assert found == {
        "": public, "misato": both, "ichinomiya": both, "stranger": public, "secretariat": both,
    }  # fmt: skip


@pytest.mark.parametrize("query", CITY)
def test_those_that_joined_can_be_left_out(query, client, joined):
    assert on_page(client, f"{query}&joined=no") == []


def test_asking_to_join_is_not_enough(client, life, cast):
    obj = life.log()
    life.ask_to_join(obj, "ichinomiya")
    client.force_login(cast.secretariat)

    assert on_page(client, CITY[0]) == []


def test_the_condition_says_so_in_words(cast, joined):
    order = Order(cast.secretariat, QueryDict("size=core_city&joined=no"), timezone.now())

    assert order.conditions == (
        "団体の区分：中核市",
        "加わった団体：含めない（要望した団体だけで探す）",
    )
