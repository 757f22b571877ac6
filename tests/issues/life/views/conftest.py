"""A browser to sign in with."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def as_(client):
    """A browser in which this person has signed in (`visitor`: nobody has)."""

    def sign_in(user):
        client.logout()
        if user.is_authenticated:
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def queries_of(client):
    """How many queries a page takes once content types are remembered."""

    def count(path):
        client.get(path)
        with CaptureQueriesContext(connection) as caught:
            answer = client.get(path)
        assert answer.status_code == 200
        return len(caught)

    return count
