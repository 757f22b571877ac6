"""Background work around sheets of requests: fetch, call the verb, and never leave an intake in
between."""

from __future__ import annotations

from django.urls import reverse

from issues.actions import intakes
from issues.enums import IntakeStatus
from issues.models import Intake
from jobs import handing
from jobs.claiming import Claim
from jobs.kinds import Kind
from workflow.machine import Refused

INTAKE = "intake"
UNEXPECTED = (
    "途中で思わぬ誤りが起きました。ファイルはそのまま残っています。"
    "もう一度試しても同じなら、事務局のシステム担当に、この画面の番号を伝えてください。"
)
_WORK = {
    IntakeStatus.QUEUED: intakes.read,
    IntakeStatus.CHECKING: intakes.check,
    IntakeStatus.MAKING: intakes.finish,
}


def queue_intake(key: int) -> None:
    """Have the next piece of work on an intake done, as part of the transaction that asks for
    it."""
    handing.add(INTAKE, key)


def _intake(subject: str) -> Intake:
    return Intake.objects.select_related("organization", "forum", "started_by").get(pk=subject)


def _run(subject: str, claim: Claim) -> None:
    intake = _intake(subject)
    work = _WORK.get(IntakeStatus(intake.status))
    if work is not None:
        work(intake, finishing=claim.finishing)


def _give_up(subject: str, reason: str) -> None:
    intake = _intake(subject)
    try:
        if intake.is_under_way:
            intakes.give_up(intake, problem=reason)
    except Refused:
        return  # it went on meanwhile


KINDS = (
    Kind(
        key=INTAKE,
        label="要望の取込み（Excelから）",
        run=_run,
        give_up=_give_up,
        title=lambda subject: str(_intake(subject)),
        url=lambda subject: reverse("issues:intakes:detail", args=(int(subject),)),
        unexpected=UNEXPECTED,
    ),
)
