"""Which columns the list shows: what an address says of them."""

import re

import pytest
from django.http import QueryDict

from issues.columns import declared
from issues.columns.choosing import choice_of
from issues.columns.groups import GROUPS
from issues.filters.local_requests import LocalRequestFilters

STANDARD = (
    "number", "title", "organization", "primary_point", "lead_ministry", "due_on", "status",
)  # fmt: skip


def shown(address, inside=True):
    return tuple(each.name for each in choice_of(QueryDict(address), inside=inside).shown)


def test_without_a_choice_the_list_shows_its_own_columns():
    assert shown("q=費用") == STANDARD


@pytest.mark.parametrize("address", ["columns=kind&columns=said_on", "columns=said_on,%20kind,"])
def test_chosen_ones_stand_in_the_order_of_the_list_beside_what_stands_always(address):
    assert shown(address) == ("number", "title", "said_on", "kind")


def test_what_is_not_public_is_a_name_that_nobody_outside_knows():
    address = QueryDict("columns=public&columns=nonsense&columns=status_code&columns=kind")

    outside, within = choice_of(address, inside=False), choice_of(address, inside=True)

    assert outside.unknown == ("public", "nonsense", "status_code")
    assert within.unknown == ("nonsense", "status_code")
    assert {"public", "reply_pending"} & {each.name for each in outside.offered} == set()
    assert {"public", "reply_pending"} < {each.name for each in within.offered}


def test_a_name_as_long_as_an_address_is_told_in_short():
    (told,) = choice_of(QueryDict("columns=" + "長" * 500), inside=True).unknown

    assert told == "長" * 30


def test_every_column_that_the_list_may_show_is_offered():
    choice = choice_of(QueryDict(), inside=True)
    listed = {each.name for each in declared.COLUMNS if each.listed}

    assert {each.name for each in choice.offered} | {"number", "title"} == listed


def test_declarations_hold_together():
    names = [each.name for each in declared.COLUMNS]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z][a-z_]*", name) for name in names)
    assert {each.group for each in declared.COLUMNS} - {None} == set(GROUPS)
    assert sum(each.share for each in GROUPS) == 100
    assert {each.repeats for each in declared.COLUMNS if each.repeats} < set(names)
    orders = {each.listed.order for each in declared.COLUMNS if each.listed} - {""}
    assert orders == {key.lstrip("-") for key in LocalRequestFilters.SORTS}
