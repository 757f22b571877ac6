"""Two workers that publish one batch at the same time."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from publication.actions import going_out
from tests.factories.issues import a_request
from tests.factories.publishing import a_batch
from workflow.models import HistoryEntry


def outcomes(batch):
    return {item.ref: item.outcome for item in batch.items.all()}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_publish_each_thing_once(points, secretariat, digital, misato):
    wished = [a_request(f"要望その{n}") for n in range(4)]
    batch = a_batch(*wished, scheduled=True)
    start, failures = Barrier(3), []

    def work():
        try:
            start.wait()
            going_out.publish_due(now=batch.due_at)
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert set(outcomes(batch).values()) == {"published"}
    for each in wished:
        entries = HistoryEntry.objects.filter(
            verb="publish", object_id=each.pk, content_type__model="localrequest"
        )
        assert entries.count() == 1
