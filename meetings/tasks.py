"""Background work around minutes: fetch, call the verb, and never leave an import in between."""

from __future__ import annotations

import logging

from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded

from meetings.actions import imports
from meetings.models import MinutesImport

logger = logging.getLogger(__name__)


@shared_task
def read_minutes(import_id: int) -> None:
    """Read a handed-in file. Safe to run twice."""
    minutes_import = MinutesImport.objects.select_related("source", "started_by").get(pk=import_id)
    try:
        imports.read(minutes_import)
    except SoftTimeLimitExceeded:
        imports.give_up(
            minutes_import,
            problem="読取りに時間がかかりすぎたため、止めました。ファイルを分けて取り込んでください。",
        )
    except Exception:
        logger.exception("reading import %s failed", import_id)
        imports.give_up(
            minutes_import,
            problem="読取りの途中で思わぬ誤りが起きました。ファイルはそのまま残っています。"
            "事務局のシステム担当に、この画面の番号を伝えてください。",
        )


def queue_reading(import_id: int) -> None:
    """Hand the import to a worker."""
    read_minutes.delay(import_id)
