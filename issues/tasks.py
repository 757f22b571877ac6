"""Background work that keeps the house of requests in order."""

from __future__ import annotations

import logging

from celery import shared_task

from issues.models import LocalRequest
from issues.standing import keeping

logger = logging.getLogger(__name__)


@shared_task
def check_standings() -> None:
    """Compare all standings with the record and put right what differs; each one is told in the
    log, for it means that something wrote past the moves."""
    keys = list(LocalRequest.objects.order_by("pk").values_list("pk", flat=True))
    for each in keeping.differences(keys):
        logger.error("rounds or standings of %s are not what its record says", each.number)
        keeping.rebuild([each.key])
