"""Background work that belongs to no app: keeping the house."""

from __future__ import annotations

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from accounts.signing_in import throttle
from coordination.health import heartbeat as heartbeats
from workflow.sending import keeping, once


@shared_task(expires=25)
def heartbeat() -> None:
    """Leave the time, so that the health page can tell whether worker and beat live."""
    heartbeats.record(now=timezone.now())


@shared_task
def clear_sessions() -> None:
    """Remove expired sign-in sessions, and attempts to sign in that no longer count."""
    call_command("clearsessions")
    throttle.clear()


@shared_task
def clear_sent_forms() -> None:
    """Forget forms that nobody sends a second time, or comes back for, any more."""
    once.forget()
    keeping.forget(now=timezone.now())
