"""Worlds that take long to make: made once for all tests of a file, and given to each as new.

A pytest plugin. A fixture that builds something through many verbs stands as a pair:

    @pytest.fixture(scope="module")
    def made_once(once):
        return once(boards.make)

    @pytest.fixture
    def made(db, made_once):
        return worlds.copied(made_once)

What a test does to the rows is taken back after it, what it does to the objects it does to its own
copy. All of it is taken back after the last test of the file. A test with `transactional_db` cannot
stand in such a file: it commits, and would see none of it.

Imports of Django stand in functions: this is loaded before Django is set up.
"""

# ruff: noqa: PLC0415
import copy

import pytest


@pytest.fixture(scope="module")
def once(django_db_setup, django_db_blocker, tmp_path_factory):
    """Call it with a function that makes a world: what it writes stays for all tests of the file,
    also for those that do not ask for it. Files go into a folder of its own."""
    yield from _open(django_db_blocker, tmp_path_factory)


@pytest.fixture(scope="class")
def once_in_class(once, django_db_blocker, tmp_path_factory):
    """The same for all tests of a class."""
    yield from _open(django_db_blocker, tmp_path_factory)


def _open(blocker, folders):
    from django.db import connection, transaction
    from django.test import override_settings

    def build(make):
        with blocker.unblock():
            made = make()
            # Deferred constraints speak now; otherwise they would be asked anew after each test.
            connection.check_constraints()
        return made

    block = transaction.atomic()
    block._from_testcase = True  # what has to be outermost may stand in it, as in a test
    with override_settings(MEDIA_ROOT=str(folders.mktemp("media"))):
        with blocker.unblock():
            block.__enter__()
        try:
            yield build
        finally:
            with blocker.unblock():
                transaction.set_rollback(True)
                block.__exit__(None, None, None)


def copied(made):
    """The same for one test: rows and what holds them, with nothing in common with the original."""
    return copy.deepcopy(made)
