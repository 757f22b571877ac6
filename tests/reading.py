"""What a page says, and what the database was asked for it."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from issues.models import LocalRequest


def words(answer):
    """The page's text without marks of the language, on one line."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return re.sub(r"\s+", " ", text)


def number(title):
    return LocalRequest.objects.get(title=title).number


def queries(client, path):
    """How many a page takes when it is opened again."""
    client.get(path)
    with CaptureQueriesContext(connection) as caught:
        client.get(path)
    return len(caught)
