"""The requests of `tests.factories.boards`, and how many a list holds under its conditions."""

from dataclasses import fields, is_dataclass

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone

from issues.filters.local_requests import LocalRequestFilters
from issues.forums.default_points import load_points
from issues.models import Standing
from reports.figures.lines import Line, Number
from reports.figures.scope import Scope
from tests import worlds
from tests.factories import boards


@pytest.fixture(scope="module")
def made_once(once):
    def make():
        load_points()
        return boards.make()

    return once(make)


@pytest.fixture
def made(db, made_once):
    """The requests by name."""
    return worlds.copied(made_once)


@pytest.fixture
def scope_of():
    """The scope of a reader, as of now unless told otherwise."""

    def make(actor, **chosen):
        return Scope(actor, timezone.now(), **chosen)

    return make


@pytest.fixture
def listed():
    """How many requests the list shows to a reader at this address.

    Hundreds are asked for, and most of a list's work is what it offers to choose from: that is made
    once for each reader, and the conditions are read anew for each address.
    """
    lists = {}

    def count(actor, query):
        if actor.pk not in lists:
            request = RequestFactory().get("/requests/")
            request.user = actor
            visible = Standing.objects.visible_to(actor)
            lists[actor.pk] = LocalRequestFilters(QueryDict(), visible, request=request)
        found = lists[actor.pk]
        found.data = found.form.data = QueryDict(query)
        found.form.full_clean()
        vars(found).pop("_qs", None)
        assert found.errors == {}
        return found.qs.count()

    return count


@pytest.fixture
def numbers():
    """Every number of a board, however deep; of a group without a request only its total, for all
    others are a part of it."""

    def walk(value):
        if isinstance(value, Number):
            yield value
        elif isinstance(value, Line) and not value.total.count:
            yield value.total
        elif isinstance(value, (tuple, list)):
            for each in value:
                yield from walk(each)
        elif is_dataclass(value):
            for field in fields(value):
                yield from walk(getattr(value, field.name))

    return walk
