"""Rows are locked in one order by every move, so that no two wait for each other for ever."""

import re
import threading

import hypothesis.strategies as st
import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings

from issues.actions import relations
from tests import sizes
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request
from tests.planted import garden as gardens
from tests.planted import moves
from tests.planted.test_planted_words import ALL, OPENING, attempt, ground  # noqa: F401
from workflow import locks

TABLES = {apps.get_model(label)._meta.db_table: label for label in locks.ORDER}
SELECTED = re.compile(r'FROM "(\w+)".*FOR UPDATE', re.S)
UPDATED = re.compile(r'^UPDATE "(\w+)" SET .*WHERE "\w+"\."id" (?:=|IN)', re.S)
EVERY_MOVE = sorted(ALL)


class Watch:
    """Which rows a move locks, and which of them out of turn."""

    def __init__(self):
        self.held, self.wrong = [], []

    def __call__(self, execute, sql, params, many, context):
        done = execute(sql, params, many, context)
        found = SELECTED.search(sql) or UPDATED.match(sql)
        label = TABLES.get(found[1]) if found else None
        if label is not None:
            self.take(label, self.keys(sql, params))
        return done

    @staticmethod
    def keys(sql, params):
        """The keys that a statement names, as far as its parameters tell."""
        if sql.startswith("UPDATE"):
            after = sql[: sql.rindex("WHERE")].count("%s")
            params = params[after:]
        return [value for value in params or () if isinstance(value, int)]

    def take(self, label, keys):
        place = locks.ORDER.index(label)
        for key in sorted(keys):
            if (place, key) in self.held:
                continue
            later = [each for each in self.held if each > (place, key)]
            if later:
                self.wrong.append((label, [locks.ORDER[each[0]] for each in later]))
            self.held.append((place, key))


@pytest.mark.django_db
@settings(
    max_examples=sizes.of(3, long=20),
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(moves_in_turn=st.permutations(EVERY_MOVE), seed=st.integers(0, 2**16))
def test_every_move_locks_in_the_order(ground, moves_in_turn, seed):  # noqa: F811
    garden, wrong = gardens.Garden(), []
    with transaction.atomic():
        for n, name in enumerate(OPENING):
            attempt(garden, name, n)
        for n, name in enumerate(moves_in_turn):
            watch = Watch()
            with connection.execute_wrapper(watch):
                attempt(garden, name, seed + n)
            wrong += [(name, each) for each in watch.wrong]
        transaction.set_rollback(True)

    assert wrong == []


def test_every_record_with_a_life_has_its_place():
    with_a_status = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in ("issues", "meetings", "publication")
        and {"status", "version"} <= {field.name for field in model._meta.concrete_fields}
        and not model._meta.model_name.endswith("event")
    }

    assert with_a_status - set(locks.ORDER) == set()


@pytest.mark.django_db(transaction=True)
def test_links_the_other_way_round_do_not_wait_for_each_other(points):
    a, b, by = a_request("甲"), a_request("乙"), one_of_the_cast("secretariat")
    failures = []

    def go(one, other):
        try:
            for n in range(10):
                relations.link(one, by=by, other=other, linked=n % 2 == 0)
        except Exception as error:  # whatever it is, it is reported below
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=pair) for pair in ((a, b), (b, a)) for _ in "12"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []


def test_the_acts_are_among_the_moves():
    assert set(moves.ACTS) <= set(EVERY_MOVE)
