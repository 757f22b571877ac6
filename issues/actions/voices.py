"""The ministry's progress and the secretariat's judgement; settling over all three voices; the
publication of these words, and taking them back."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.utils import timezone

from accounts.models import User
from accounts.rules import acts_for, is_secretariat
from issues.actions.several.saying import say_why
from issues.enums import JudgementClass, ProgressClass
from issues.models import Judgement, LocalRequest, ProgressReport, Settlement
from issues.models.voices import Said
from issues.transitions.requests import LOCAL_REQUEST
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import step

V = TypeVar("V", bound=Said)
NAMES = {ProgressReport: "進捗の報告", Judgement: "判断", Settlement: "決着の言葉"}


def report_progress(
    local_request: LocalRequest,
    *,
    by: User,
    progress: ProgressClass | str,
    text: str = "",
    effective_at: datetime | None = None,
    fictional: bool = False,
) -> ProgressReport:
    """Say how far the ministry is, or (entered late) was at `effective_at`. The secretariat
    publishes it."""
    with step(LOCAL_REQUEST, "report_progress", local_request, by=by, reason=text) as under_way:
        assert by.acting is not None  # the table lets only the lead ministry through
        report = ProgressReport.objects.create(
            local_request=under_way.obj,
            ministry=by.acting.organization,
            progress=progress,
            text=text.strip(),
            reported_by=by,
            reported_at=effective_at or timezone.now(),
            fictional=fictional,
        )
        under_way.details["voice"] = report.pk
        _show_newest(under_way.obj)
    return report


def judge(
    local_request: LocalRequest,
    *,
    by: User,
    judgement: JudgementClass | str,
    text: str = "",
    effective_at: datetime | None = None,
    fictional: bool = False,
) -> Judgement:
    """Say what the secretariat makes of it, or (entered late) made of it at `effective_at`. Who is
    not concerned reads it once it is published."""
    with step(LOCAL_REQUEST, "judge", local_request, by=by, reason=text) as under_way:
        judged = Judgement.objects.create(
            local_request=under_way.obj,
            judgement=judgement,
            text=text.strip(),
            judged_by=by,
            judged_at=effective_at or timezone.now(),
            fictional=fictional,
        )
        under_way.details["voice"] = judged.pk
        _show_newest(under_way.obj)
    return judged


def settle(
    local_request: LocalRequest,
    *,
    by: User,
    reflected_in: str,
    despite: str = "",
    version: int | None = None,
    effective_at: datetime | None = None,
    fictional: bool = False,
) -> LocalRequest:
    """Settle it, saying where it was reflected (e.g. 基本方針 2.(3)). Over a 不服 the secretariat
    records in `despite` why it settles all the same. That it is settled shows at once, the words
    once they are published."""
    with step(
        LOCAL_REQUEST, "settle", local_request, by=by, version=version, effective_at=effective_at
    ) as under_way:
        under_way.obj.reflected_in = reflected_in.strip()
        under_way.obj.settled_despite = despite.strip()
        words = Settlement.objects.create(
            local_request=under_way.obj,
            reflected_in=under_way.obj.reflected_in,
            despite=under_way.obj.settled_despite,
            settled_by=by,
            settled_at=effective_at or timezone.now(),
            fictional=fictional,
        )
        under_way.details["voice"] = words.pk
    return under_way.obj


def publish_progress(report: ProgressReport, *, by: User, now: datetime) -> ProgressReport:
    """Publish what a ministry reported. It shows once the request itself is published."""
    return _publish(report, "publish_progress", by=by, now=now)


def publish_judgement(judgement: Judgement, *, by: User, now: datetime) -> Judgement:
    """Publish a judgement. It shows once the request itself is published."""
    return _publish(judgement, "publish_judgement", by=by, now=now)


def publish_settlement(settlement: Settlement, *, by: User, now: datetime) -> Settlement:
    """Publish the words of a settlement. They show once the request itself is published."""
    return _publish(settlement, "publish_settlement", by=by, now=now)


def take_back_progress(report: ProgressReport, *, by: User, reason: str = "") -> ProgressReport:
    """取消し of a report: the one before counts again. The ministry that made it until it is
    published, the secretariat at any time with a reason."""
    with step(
        LOCAL_REQUEST, "take_back_progress", report.local_request, by=by, reason=reason
    ) as under_way:
        taken = _take_back(report, under_way, by=by, reason=reason)
        if not is_secretariat(by):
            _refuse_others_and_published(taken, by)
    return taken


def take_back_judgement(judgement: Judgement, *, by: User, reason: str) -> Judgement:
    """取消し of a judgement, with a reason: the one before counts again."""
    with step(
        LOCAL_REQUEST, "take_back_judgement", judgement.local_request, by=by, reason=reason
    ) as under_way:
        return _take_back(judgement, under_way, by=by, reason=reason)


def unsettle(local_request: LocalRequest, *, by: User, reason: str) -> LocalRequest:
    """Take back a settling that was a mistake, with a reason: it is replied to as before, in the
    same round. What has to be looked at anew is reopened instead."""
    with step(LOCAL_REQUEST, "unsettle", local_request, by=by, reason=reason) as under_way:
        say_why(reason)
        obj = under_way.obj
        words: Settlement | None = obj.settlements.standing().last()
        if words is not None:
            _mark(words, under_way)
        obj.reflected_in = obj.settled_despite = ""
    return under_way.obj


def _publish(voice: V, verb: str, *, by: User, now: datetime) -> V:
    with step(LOCAL_REQUEST, verb, _request_of(voice), by=by) as under_way:
        said = _locked(voice)
        if said.published_at is not None:
            reason = f"この{NAMES[type(said)]}は、すでに公表しています。"
            raise Refused(Decision(RefusalKind.CONFLICT, reason))
        said.published_at = now
        said.save(update_fields=("published_at",))
        under_way.details["voice"] = said.pk
    return said


def _request_of(voice: Any) -> LocalRequest:
    request: LocalRequest = voice.local_request
    return request


def _take_back(voice: V, under_way: Any, *, by: User, reason: str) -> V:
    if is_secretariat(by):
        say_why(reason)
    said = _mark(voice, under_way)
    _show_newest(under_way.obj)
    return said


def _mark(voice: V, under_way: Any) -> V:
    said = _locked(voice)
    said.taken_back_at = timezone.now()
    said.save(update_fields=("taken_back_at",))
    under_way.details |= {"voice": said.pk, "taken_back": str(said), "public": said.is_published}
    return said


def _locked(voice: V) -> V:
    """The row as it is now: two people must not publish and take back at once. Raises `Refused`
    when it was taken back."""
    rows: Any = type(voice).objects
    said: V = rows.select_for_update(of=("self",)).get(pk=voice.pk)
    if said.taken_back_at is not None:
        reason = f"この{NAMES[type(said)]}は、すでに取り消されています。"
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
    return said


def _show_newest(local_request: LocalRequest) -> None:
    """The request shows the newest words that stand; of one entered late the present ones stay."""
    report = local_request.progress_reports.standing().last()
    judged = local_request.judgements.standing().last()
    local_request.progress = report.progress if report else ""
    local_request.judgement = judged.judgement if judged else ""


def _refuse_others_and_published(report: ProgressReport, by: User) -> None:
    if not acts_for(by, report.ministry_id):
        reason = "取り消せるのは、報告した府省と事務局です。"
        raise Refused(Decision(RefusalKind.FORBIDDEN, reason))
    if report.is_published:
        reason = (
            "公表した報告は、府省では取り消せません。新しい報告をするか、事務局に連絡してください。"
        )
        raise Refused(Decision(RefusalKind.CONFLICT, reason))
