"""Mail to people, sent by the workers."""

from __future__ import annotations

import logging
from smtplib import SMTPException, SMTPRecipientsRefused
from typing import Any

from celery import Task, shared_task
from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.enums import Delivery
from accounts.models import Invitation

logger = logging.getLogger(__name__)
QUEUE_ERRORS = (OperationalError,)
ATTEMPTS = 6
"""How often a mail is tried before it counts as failed."""
_SUBJECT = "【論点 Ronten】利用者登録のご案内"


# A worker that dies while sending leaves the work to the next one: rather a mail twice than none.
@shared_task(
    bind=True,
    max_retries=ATTEMPTS - 1,
    acks_late=True,
    reject_on_worker_lost=True,
    ignore_result=True,
)
def send_invitation(task: Task[Any, Any], key: int, seed: str) -> None:
    """Send the mail of an invitation, unless it has ended or a newer link has been made since."""
    invitation = _awaiting(key, seed)
    if invitation is None:
        return
    try:
        _mail(invitation).send()
    except (SMTPException, OSError) as error:
        _again_or_give_up(task, invitation, error)
        return
    Invitation.objects.filter(pk=key, seed=seed).update(
        delivery=Delivery.SENT, problem="", sent_at=timezone.now()
    )


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


def _again_or_give_up(task: Task[Any, Any], invitation: Invitation, error: Exception) -> None:
    """Twice as long between each two attempts: the receiving side may be down for a while."""
    attempt = task.request.retries + 1
    problem = _in_words(error)
    logger.warning("invitation %s: attempt %s failed: %s", invitation.pk, attempt, error)
    if attempt >= ATTEMPTS or (isinstance(error, SMTPRecipientsRefused) and _for_good(error)):
        note_failure(invitation.pk, invitation.seed, problem)
        return
    Invitation.objects.filter(pk=invitation.pk, seed=invitation.seed).update(problem=problem)
    raise task.retry(countdown=settings.MAIL_RETRY_SECONDS * 2**task.request.retries, exc=error)


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
