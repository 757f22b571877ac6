import time

import pytest

from coordination.health import heartbeat
from coordination.tasks import heartbeat as heartbeat_task


def wait_for_heartbeat_after(moment):
    for _ in range(100):
        last = heartbeat.last()
        if last is not None and (moment is None or last > moment):
            return last
        time.sleep(0.1)
    pytest.fail("no worker carried the heartbeat out")
    return None


@pytest.mark.django_db(transaction=True)
def test_a_worker_carries_out_what_was_queued(celery_worker_process):
    before = heartbeat.last()

    heartbeat_task.delay()

    assert wait_for_heartbeat_after(before) is not None
    assert celery_worker_process.poll() is None
