"""Looking after the rows: what was told to nobody is done here, what fell silent is handed over.

Runs beside the workers (`manage.py jobs --watch`) and needs no Redis, so that work accepted while
Redis is away is done all the same.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from django.db import Error
from django.utils import timezone

from jobs import handing, running
from jobs.claiming import let_go_of_connection

logger = logging.getLogger(__name__)
EVERY_SECONDS = 2.0
SWEEP_EVERY = 10
"""So many rounds from one sweep to the next."""


def watch(*, goes_on: Callable[[], bool], sleep: Callable[[float], None] = time.sleep) -> None:
    """Round after round, over every outage of the database."""
    rounds = 0
    while goes_on():
        try:
            if rounds % SWEEP_EVERY == 0:
                handing.sweep(now=timezone.now())
            running.work_off()
            rounds += 1
        except Error as error:
            logger.warning("the database does not answer: %s", error)
        finally:
            let_go_of_connection()
        sleep(EVERY_SECONDS)
