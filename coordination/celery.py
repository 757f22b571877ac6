"""The Celery application. Workers and beat find it with ``celery -A coordination``."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab
from celery.signals import beat_init, celeryd_init, worker_ready

from coordination import embedded
from coordination.running import private

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")

app = Celery("ronten")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "sweep": {"task": "jobs.tasks.sweep", "schedule": 60.0},
    "heartbeat": {"task": "coordination.tasks.heartbeat", "schedule": 30.0},
    "clear expired sessions": {
        "task": "coordination.tasks.clear_sessions",
        "schedule": crontab(hour=3, minute=30),
    },
    "clear sent forms": {"task": "coordination.tasks.clear_sent_forms", "schedule": 3600.0},
    "publish due batches": {
        "task": "publication.tasks.publish_due",
        # So many seconds after its time a batch is public at the latest.
        "schedule": 15.0,
    },
    "check standings": {
        "task": "issues.tasks.check_standings",
        "schedule": crontab(hour=3, minute=45),
    },
    "index what changed": {
        "task": "searching.tasks.index_what_changed",
        # A reader's search takes in what little there is by itself.
        "schedule": 15.0,
    },
    "clear exports": {"task": "reports.tasks.clear_exports", "schedule": 600.0},
}


@celeryd_init.connect
@beat_init.connect
def _ensure_servers(**_: Any) -> None:
    private.keep_to_owner()
    # A worker or beat started by hand needs the servers as much as one under `manage.py run`.
    embedded.ensure_running()


@worker_ready.connect
def _first_heartbeat(**_: Any) -> None:
    # Beat asks for the first one only after its interval; the health page need not wait for it.
    app.send_task("coordination.tasks.heartbeat", expires=25)
    # What was left lying before this worker came.
    app.send_task("jobs.tasks.sweep", expires=50)
