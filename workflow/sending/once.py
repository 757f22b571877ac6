"""A form that was sent twice is taken once, and both sendings get the first one's answer.

Two sendings are the same when token, person, address and content are. While the first is still
under way the second waits for it, by a lock of the database that goes by itself when the process
that holds it dies. That something was done is written in the very transaction that did it
(`note`), so that not even a process killed in between lets it be done a second time.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.utils import timezone

from workflow.models import SentForm
from workflow.sending import tokens

KEPT = timedelta(days=1)
"""For so long a second sending is known as such."""
PATIENCE = 60.0
"""Seconds that a second sending waits for the first."""
PAUSE = 0.1
LARGEST_ANSWER = 1_000_000
"""Characters of an answer that are kept; it is a part of a page, most are a way to go on."""
KEPT_HEADERS = ("Location", "Content-Type", "HX-")

_UNDER_WAY: ContextVar[str | None] = ContextVar("form under way", default=None)
_CHANGING = frozenset({tokens.FIELD, "csrfmiddlewaretoken"})


def key_of(request: HttpRequest, token: tokens.Token) -> str:
    """What makes two sendings one: token, person (or browser), address and content."""
    user = getattr(request, "user", None)
    cookie = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    who = f"person {user.pk}" if user is not None and user.is_authenticated else f"cookie {cookie}"
    digest = hashlib.sha256()
    for part in (token.number, who, request.get_full_path(), *_content(request)):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _content(request: HttpRequest) -> Iterator[str]:
    for name, values in sorted(request.POST.lists()):
        if name not in _CHANGING:
            yield from (name, *values)
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            yield from (name, file.name or "", _digest(file))


def _digest(file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


@contextmanager
def under_way(key: str) -> Iterator[None]:
    """All that the record takes in here belongs to this sending."""
    before = _UNDER_WAY.set(key)
    try:
        yield
    finally:
        _UNDER_WAY.reset(before)


def note() -> None:
    """Something is being done for the sending under way. Call inside the transaction that does
    it. Without a sending (a command, background work) nothing is noted."""
    key = _UNDER_WAY.get()
    if key is not None:
        rows = [SentForm(key=key, taken_at=timezone.now())]
        SentForm.objects.bulk_create(rows, ignore_conflicts=True)


def lock(key: str) -> bool:
    """Hold this sending alone, waiting for whoever holds it. False when that took too long."""
    until = time.monotonic() + PATIENCE
    while not _asked("SELECT pg_try_advisory_lock(%s)", key):
        if time.monotonic() > until:
            return False
        if not connection.in_atomic_block:
            connection.close()  # many who wait must not hold all connections
        time.sleep(PAUSE)
    return True


def unlock(key: str) -> None:
    """Let the next one have it. A connection that cannot say so is given up, and the lock with
    it."""
    try:
        _asked("SELECT pg_advisory_unlock(%s)", key)
    except DatabaseError:
        if connection.connection is not None:
            connection.connection.close()


def _asked(question: str, key: str) -> bool:
    number = int.from_bytes(bytes.fromhex(key[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute(question, [number])
        return bool(cursor.fetchone()[0])


def keep(key: str, request: HttpRequest, answer: HttpResponseBase) -> None:
    """Keep what the first sending was told. One that was refused did nothing, and may be sent
    again, unless a part of it was done."""
    done = answer.status_code < 400
    if not done and (answer.status_code >= 500 or not SentForm.objects.filter(key=key).exists()):
        return
    told = {"taken_at": timezone.now(), "answer": _told(request, answer)}
    SentForm.objects.update_or_create(key=key, defaults=told)


def _told(request: HttpRequest, answer: HttpResponseBase) -> dict[str, Any]:
    body = ""
    if isinstance(answer, HttpResponse) and len(answer.content) <= LARGEST_ANSWER:
        body = answer.content.decode(answer.charset, "replace").replace("\0", "")
    storage = messages.get_messages(request)
    said = [] if getattr(storage, "used", False) else getattr(storage, "_queued_messages", [])
    return {
        "status": answer.status_code,
        "headers": {n: v for n, v in answer.items() if n.startswith(KEPT_HEADERS)},
        "body": body,
        "messages": [[m.level, str(m.message), m.extra_tags or ""] for m in said],
    }


def told_before(key: str, request: HttpRequest) -> HttpResponse | None:
    """What the first sending was told, for the second; None when this is the first. One that
    was taken but broke off before it could answer gives an answer without words (202)."""
    sent = SentForm.objects.filter(key=key, taken_at__gt=timezone.now() - KEPT).first()
    if sent is None:
        return None
    if sent.answer is None:
        return HttpResponse(status=202)
    told = sent.answer
    for level, words, tags in told["messages"]:
        messages.add_message(request, level, words, extra_tags=tags)
    if 300 <= told["status"] < 400:
        answer = HttpResponseRedirect(told["headers"]["Location"])
        answer.status_code = told["status"]
        return answer
    return HttpResponse(told["body"], status=told["status"], headers=told["headers"])


def forget() -> int:
    """Drop what is too old to be sent a second time; gives how many."""
    return SentForm.objects.filter(taken_at__lt=timezone.now() - KEPT).delete()[0]
