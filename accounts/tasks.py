"""Mail to people, sent by the workers."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from smtplib import SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Delivery
from accounts.models import Invitation
from jobs import handing
from jobs.claiming import Claim
from jobs.kinds import Again, Kind
from jobs.models import OPEN, Job

logger = logging.getLogger(__name__)
INVITATION = "invitation"
ATTEMPTS = 6
"""How often a mail is tried before it counts as failed."""
_SUBJECT = "【論点 Ronten】利用者登録のご案内"


def send_invitation(key: int, seed: str, *, attempt: int = 1) -> None:
    """Send the mail of an invitation, unless it has ended or a newer link has been made since.
    Raises `Again` when a later try may succeed. A worker that dies while sending leaves the work to
    the next one: rather a mail twice than none."""
    invitation = _awaiting(key, seed)
    if invitation is None:
        return
    try:
        _mail(invitation).send()
    except (SMTPException, OSError) as error:
        _again_or_give_up(invitation, error, attempt)
        return
    Invitation.objects.filter(pk=key, seed=seed).update(
        delivery=Delivery.SENT, problem="", sent_at=timezone.now()
    )


def queue_invitation(key: int, seed: str) -> None:
    """Have the mail sent, as part of the transaction that keeps the invitation."""
    handing.add(INVITATION, f"{key}:{seed}")


def note_failure(key: int, seed: str, problem: str) -> None:
    """Say on the list why the mail did not go out."""
    Invitation.objects.filter(pk=key, seed=seed).update(delivery=Delivery.FAILED, problem=problem)


def _awaiting(key: int, seed: str) -> Invitation | None:
    rows = Invitation.objects.open().select_related("organization", "invited_by")
    invitation = rows.filter(pk=key, seed=seed, delivery=Delivery.WAITING).first()
    if invitation is None:
        logger.info("invitation %s: nothing to send any more", key)
    return invitation


def _mail(invitation: Invitation) -> EmailMessage:
    path = reverse("accounts:accept", args=(invitation.token,))
    context = {"invitation": invitation, "link": invitation.base_url.rstrip("/") + path}
    body = render_to_string("mail/invitation.txt", context)
    return EmailMessage(subject=_SUBJECT, body=body, to=[invitation.address])


def _again_or_give_up(invitation: Invitation, error: Exception, attempt: int) -> None:
    """Twice as long between each two attempts: the receiving side may be down for a while."""
    problem = _in_words(error)
    logger.warning("invitation %s: attempt %s failed: %s", invitation.pk, attempt, error)
    if attempt >= ATTEMPTS or (isinstance(error, SMTPRecipientsRefused) and _for_good(error)):
        note_failure(invitation.pk, invitation.seed, problem)
        return
    Invitation.objects.filter(pk=invitation.pk, seed=invitation.seed).update(problem=problem)
    raise Again(problem, seconds=settings.MAIL_RETRY_SECONDS * 2 ** (attempt - 1)) from error


def _for_good(error: SMTPRecipientsRefused) -> bool:
    """The receiving side knows no such address (5xx); trying again changes nothing."""
    return all(code >= 500 for code, _ in error.recipients.values())


def _in_words(error: Exception) -> str:
    if isinstance(error, SMTPRecipientsRefused):
        return f"受け取る側が、この宛先を断りました（{_answer(error)}）。"
    if isinstance(error, SMTPException):
        return f"メールのサーバーが受け付けませんでした（{error}）。"
    return f"メールのサーバーにつながりませんでした（{error}）。"


def _answer(error: SMTPRecipientsRefused) -> str:
    code, words = next(iter(error.recipients.values()))
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"


def _run(subject: str, claim: Claim) -> None:
    key, _, seed = subject.partition(":")
    send_invitation(int(key), seed, attempt=claim.attempts)


def _give_up(subject: str, reason: str) -> None:
    key, _, seed = subject.partition(":")
    note_failure(int(key), seed, reason)


def _reopen(subject: str) -> None:
    key, _, seed = subject.partition(":")
    failed = Invitation.objects.open().filter(pk=int(key), seed=seed, delivery=Delivery.FAILED)
    failed.update(delivery=Delivery.WAITING, problem="")


def _title(subject: str) -> str:
    found = Invitation.objects.filter(pk=subject.partition(":")[0]).first()
    return str(found) if found else subject


def _lost(now: datetime) -> Iterable[str]:
    """Invited before work was a row."""
    waiting = Invitation.objects.open().filter(
        delivery=Delivery.WAITING, invited_at__lt=now - timedelta(minutes=1), expires_at__gt=now
    )
    under_way = Job.objects.filter(kind=INVITATION, state__in=OPEN)
    known = set(under_way.values_list("subject", flat=True))
    subjects = (f"{key}:{seed}" for key, seed in waiting.values_list("pk", "seed"))
    return [subject for subject in subjects if subject not in known]


KINDS = (
    Kind(
        key=INVITATION,
        label="招待のメール",
        run=_run,
        give_up=_give_up,
        title=_title,
        url=lambda subject: reverse("accounts:people:invitations"),
        unexpected="送信の途中で思わぬ誤りが起きました。もう一度送ってください。",
        attempts=ATTEMPTS,
        lost=_lost,
        reopen=_reopen,
    ),
)
