"""The ministry's progress and the secretariat's judgement; settling over all three voices."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from accounts.models import User
from issues.enums import JudgementClass, ProgressClass
from issues.models import Judgement, LocalRequest, ProgressReport
from issues.transitions import LOCAL_REQUEST
from workflow.step import step


def report_progress(
    local_request: LocalRequest,
    *,
    by: User,
    progress: ProgressClass | str,
    text: str = "",
    effective_at: datetime | None = None,
) -> ProgressReport:
    """Say how far the ministry is, or (entered late) was at `effective_at`."""
    with step(LOCAL_REQUEST, "report_progress", local_request, by=by, reason=text) as under_way:
        under_way.obj.progress = progress
        assert by.acting is not None  # the table lets only the lead ministry through
        return ProgressReport.objects.create(
            local_request=under_way.obj,
            ministry=by.acting.organization,
            progress=progress,
            text=text.strip(),
            reported_by=by,
            reported_at=effective_at or timezone.now(),
        )


def judge(
    local_request: LocalRequest,
    *,
    by: User,
    judgement: JudgementClass | str,
    text: str = "",
    effective_at: datetime | None = None,
) -> Judgement:
    """Say what the secretariat makes of it, or (entered late) made of it at `effective_at`."""
    with step(LOCAL_REQUEST, "judge", local_request, by=by, reason=text) as under_way:
        under_way.obj.judgement = judgement
        return Judgement.objects.create(
            local_request=under_way.obj,
            judgement=judgement,
            text=text.strip(),
            judged_by=by,
            judged_at=effective_at or timezone.now(),
        )


def settle(
    local_request: LocalRequest,
    *,
    by: User,
    reflected_in: str,
    despite: str = "",
    version: int | None = None,
    effective_at: datetime | None = None,
) -> LocalRequest:
    """Settle it, saying where it was reflected (e.g. 基本方針 2.(3)). Over a 不服 the secretariat
    records in `despite` why it settles all the same."""
    with step(
        LOCAL_REQUEST, "settle", local_request, by=by, version=version, effective_at=effective_at
    ) as under_way:
        under_way.obj.reflected_in = reflected_in.strip()
        under_way.obj.settled_despite = despite.strip()
    return under_way.obj
