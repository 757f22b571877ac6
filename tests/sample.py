"""The product's own sample, set up once for all tests of a module and taken back after them.

A pytest plugin. Imports of models stand in functions: it is loaded before Django is set up.
"""

# ruff: noqa: PLC0415
import pytest


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """Everything that `make run` brings in. Its tests read it; what they write they take back."""
    from django.db import transaction

    from coordination.sample import loading as product

    with django_db_blocker.unblock(), transaction.atomic():
        said = []
        product.set_up(said.append)
        yield said
        transaction.set_rollback(True)
