"""What is said when the database takes only one of two: a sentence for every unique constraint."""

import re
from types import ModuleType

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.test import override_settings
from django.urls import path

from coordination import urls as addresses
from tests.factories.organizations import organization
from workflow import doubles
from workflow.machine import RefusalKind, Refused

OURS = {"accounts", "issues", "meetings", "organizations", "publication", "workflow"}
JAPANESE = re.compile(r"[「」ぁ-んァ-ヶー一-鿿。、・0-9]+")


def tables():
    for model in apps.get_models(include_auto_created=True):
        kept_by_triggers = "pgh_id" in {field.name for field in model._meta.fields}
        if model._meta.app_label in OURS and not kept_by_triggers:
            yield model._meta.db_table


@pytest.fixture
def sentences(db):
    """The sentence for every unique constraint that the database has, by name."""
    with connection.cursor() as cursor:
        return {
            name: doubles.about(table, name)
            for table in tables()
            for name, facts in connection.introspection.get_constraints(cursor, table).items()
            if facts["unique"] and not facts["primary_key"]
        }


def test_every_unique_constraint_has_a_sentence_in_japanese(sentences):
    assert len(sentences) > 20
    odd = {name: said for name, said in sentences.items() if not JAPANESE.fullmatch(said)}
    assert odd == {}


def test_every_sentence_says_what_is_there_already(sentences):
    vague = [name for name, said in sentences.items() if said.startswith(doubles.GENERAL)]
    assert vague == []


@pytest.fixture
def doubled(db):
    """What the database says to a second organization with one code."""
    found = organization("digital")
    found.pk = None
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        found.save(force_insert=True)
    return caught.value


def test_what_the_database_takes_only_once_is_a_refusal(doubled):
    with pytest.raises(Refused) as caught, doubles.refused():
        raise doubled

    decision = caught.value.decision
    assert decision.refusal is RefusalKind.CONFLICT
    assert decision.reason == (
        "「コード」が同じ団体が、すでにあります。画面を開き直して、今の内容を確かめてください。"
    )


def test_any_other_fault_of_the_database_stays_one():
    with pytest.raises(IntegrityError), doubles.refused():
        raise IntegrityError("null value")


def test_a_page_that_meets_one_answers_with_the_sentence(doubled, client):
    def fails(_):
        raise doubled

    one_more = ModuleType("one_more")
    one_more.urlpatterns = [*addresses.urlpatterns, path("twice/", fails)]

    with override_settings(ROOT_URLCONF=one_more):
        answer = client.get("/twice/")

    assert answer.status_code == 409
    assert "「コード」が同じ団体が、すでにあります。" in answer.content.decode()
