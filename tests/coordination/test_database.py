import pytest
from django.db import connection


@pytest.mark.django_db
def test_the_database_keeps_japanese_words_whole_for_searching():
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT array_length(show_trgm('費用'), 1)")

        assert cursor.fetchone() == (3,)


@pytest.mark.django_db
def test_the_server_is_the_version_the_product_is_built_for():
    assert connection.pg_version // 10000 == 18
