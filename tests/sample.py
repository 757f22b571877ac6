"""The product's own sample, set up once for all tests of a module and taken back after them.

A pytest plugin. Imports of models stand in functions: it is loaded before Django is set up.
"""

# ruff: noqa: PLC0415
import pytest


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker, tmp_path_factory):
    """Everything that `make run` brings in, made once and copied for each file. Its tests read it;
    what they write they take back."""
    from django.db import transaction

    from tests.databases import copies

    folder = copies.shared_folder(tmp_path_factory)
    with django_db_blocker.unblock():
        with transaction.atomic():
            yield copies.get("sample", _set_up, folder=folder)
            transaction.set_rollback(True)
        copies.learn_content_types()


def _set_up():
    from coordination.sample import loading as product

    said = []
    product.set_up(said.append)
    return said
