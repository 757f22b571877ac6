"""Background work around minutes: fetch, call the verb, and never leave an import in between."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime, timedelta

from django.urls import reverse

from jobs import handing
from jobs.claiming import Claim
from jobs.kinds import Kind
from jobs.models import OPEN, Job
from meetings.actions import imports, words
from meetings.enums import ImportStatus, TrialStatus
from meetings.models import MinutesImport, WordTrial
from workflow.machine import Refused

READING = "reading"
TRIAL = "word_trial"
UNEXPECTED = (
    "読取りの途中で思わぬ誤りが起きました。ファイルはそのまま残っています。"
    "事務局のシステム担当に、この画面の番号を伝えてください。"
)
UNTRIED = (
    "試している途中で思わぬ誤りが起きました。言葉は変わっていません。"
    "「もう一度試す」を押しても同じなら、事務局のシステム担当に伝えてください。"
)
_UNHEARD = timedelta(minutes=1)


def queue_reading(import_id: int) -> None:
    """Have an import read, as part of the transaction that keeps its file."""
    handing.add(READING, import_id)


def read_minutes(
    import_id: int, finishing: Callable[[], AbstractContextManager[None]] = nullcontext
) -> None:
    """Read a handed-in file. Safe to run twice."""
    minutes_import = MinutesImport.objects.select_related("source", "started_by").get(pk=import_id)
    imports.read(minutes_import, finishing=finishing)


def _run(subject: str, claim: Claim) -> None:
    read_minutes(int(subject), claim.finishing)


def _give_up(subject: str, reason: str) -> None:
    minutes_import = MinutesImport.objects.select_related("started_by").get(pk=subject)
    try:
        imports.give_up(minutes_import, problem=reason)
    except Refused:
        return  # read, failed or discarded meanwhile


def _reopen(subject: str) -> None:
    minutes_import = MinutesImport.objects.select_related("started_by").get(pk=subject)
    imports.queue_again(minutes_import, by=minutes_import.started_by)


def _title(subject: str) -> str:
    found = MinutesImport.objects.select_related("source").filter(pk=subject).first()
    return str(found) if found else subject


def _lost(now: datetime) -> Iterable[str]:
    """Handed in before work was a row, or by a program that was killed at it."""
    waiting = MinutesImport.objects.filter(
        status__in=(ImportStatus.QUEUED, ImportStatus.READING), started_at__lt=now - _UNHEARD
    )
    under_way = Job.objects.filter(kind=READING, state__in=OPEN).values_list("subject", flat=True)
    return [str(key) for key in waiting.values_list("pk", flat=True) if str(key) not in under_way]


def queue_trial(trial_id: int) -> None:
    """Have a change of words tried, as part of the transaction that asks for it."""
    handing.add(TRIAL, trial_id)


def _trial(subject: str) -> WordTrial:
    return WordTrial.objects.select_related("asked_by", "forum").get(pk=subject)


def _try(subject: str, claim: Claim) -> None:
    words.run(_trial(subject), finishing=claim.finishing)


def _give_trial_up(subject: str, reason: str) -> None:
    try:
        words.give_up(_trial(subject), problem=reason)
    except Refused:
        return  # tried or dropped meanwhile


def _reopen_trial(subject: str) -> None:
    trial = _trial(subject)
    if trial.status == TrialStatus.FAILED:
        words.ask_again(trial, by=trial.asked_by)


KINDS = (
    Kind(
        key=TRIAL,
        label="言葉の試し",
        run=_try,
        give_up=_give_trial_up,
        title=lambda subject: str(_trial(subject)),
        url=lambda subject: reverse("meetings:words:trial", args=(int(subject),)),
        unexpected=UNTRIED,
        attempts=2,
        reopen=_reopen_trial,
    ),
    Kind(
        key=READING,
        label="議事要旨の読取り",
        run=_run,
        give_up=_give_up,
        title=_title,
        url=lambda subject: reverse("meetings:imports:detail", args=(int(subject),)),
        unexpected=UNEXPECTED,
        lost=_lost,
        reopen=_reopen,
    ),
)
