"""Several questions asked at once give what each of them would have given."""

from datetime import date

import pghistory
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DataError, connection, transaction
from django.db.models import TextField
from django.test.utils import CaptureQueriesContext

from issues.models import LocalRequest, RequestPoint, Standing
from tests.factories.issues import a_request
from workflow.asking import together
from workflow.asking.together import Among, Given
from workflow.models import HistoryEntry

pytestmark = pytest.mark.django_db


def _questions():
    number = Given("number", TextField())
    requests = LocalRequest.objects.filter(number=number).select_related("organization")
    return {
        "request": requests,
        "days": LocalRequest.objects.filter(number=number).values_list("said_on", flat=True),
        "pairs": LocalRequest.objects.filter(number=number).values_list("pk", "created_at"),
        "standing": Standing.objects.now().filter(local_request__number=number),
        "several": LocalRequest.objects.filter(Among("pk", Given("keys"))).order_by("-pk"),
        "nothing": LocalRequest.objects.none(),
        "newest": LocalRequest.objects.order_by("-pk")[:1],
    }


class TestAsk:
    def test_rows_are_those_of_the_querysets(self, points):
        first, second = a_request(said_on=date(2024, 5, 10)), a_request()
        ContentType.objects.get_for_model(HistoryEntry)

        with CaptureQueriesContext(connection) as caught:
            found = together.ask(
                "test", _questions, number=first.number, keys=[first.pk, second.pk]
            )

        (request,) = found["request"]
        plain = LocalRequest.objects.get(pk=first.pk)
        names = [field.attname for field in LocalRequest._meta.concrete_fields]
        assert [getattr(request, n) for n in names] == [getattr(plain, n) for n in names]
        assert (request.organization, request._state.adding) == (plain.organization, False)
        assert found["days"] == [date(2024, 5, 10)]
        assert found["pairs"] == [(first.pk, plain.created_at)]
        assert found["standing"] == [Standing.objects.now().get(local_request=first)]
        assert found["several"] == [second, first]
        assert (found["nothing"], found["newest"]) == ([], [second])
        assert len(caught) == 1

    def test_questions_are_built_once_and_asked_with_new_values(self, points):
        first, second = a_request(), a_request()
        built = []

        def questions():
            built.append(1)
            return {"found": LocalRequest.objects.filter(pk=Given("key"))}

        numbers = [
            [row.number for row in together.ask("built once", questions, key=each.pk)["found"]]
            for each in (first, second)
        ]

        assert numbers == [[first.number], [second.number]]
        assert len(built) == 1

    def test_rows_to_prefetch_have_to_be_asked_for_by_themselves(self, points):
        rows = RequestPoint.objects.prefetch_related("local_request__co_ministries")

        with pytest.raises(TypeError):
            together.ask("prefetched", lambda: {"rows": rows})


class TestKeepingThePlan:
    def _asked(self, request, **more):
        return together.ask_often(
            "kept", _questions, number=request.number, keys=[request.pk], **more
        )

    def test_rows_are_those_of_a_statement_planned_anew(self, points):
        first, second = a_request(), a_request()

        for each in (first, second, first):
            with CaptureQueriesContext(connection) as caught:
                found = self._asked(each)

            assert found == together.ask("anew", _questions, number=each.number, keys=[each.pk])
            assert (found["request"], len(caught)) == ([each], 1)

    def test_it_answers_within_a_recorded_move(self, points):
        request = a_request()

        for _ in range(2):
            with pghistory.context(verb="move"):
                assert self._asked(request)["request"] == [request]

    def test_it_answers_after_a_statement_that_failed(self, points):
        request = a_request()
        with pytest.raises(DataError), transaction.atomic():
            together.ask_often("kept", _questions, number="x", keys=["not a key"])

        assert self._asked(request)["request"] == [request]

    def test_other_statements_are_planned_as_ever(self, points):
        self._asked(a_request())

        with connection.cursor() as cursor:
            cursor.execute("SHOW plan_cache_mode")
            assert cursor.fetchone() == ("auto",)
