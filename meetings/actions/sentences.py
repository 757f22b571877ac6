"""Marking sentences of local speakers as read: no request in them."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts.models import User
from accounts.rules import sees_everything
from meetings.enums import SuggestionStatus
from meetings.models import Sentence, Speech, Suggestion
from meetings.querysets import SentenceQuerySet
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import record


def _only_the_team(by: User) -> None:
    if not sees_everything(by):
        raise Refused(Decision(RefusalKind.FORBIDDEN, "文を確かめられるのは、事務局と構成員です。"))


@transaction.atomic
def clear(speech: Speech, *, by: User, start: int = 0, end: int | None = None) -> int:
    """Mark the open sentences within the span as no request, except those that a pending
    suggestion still claims. Returns how many were marked."""
    _only_the_team(by)
    end = len(speech.text) if end is None else end
    claimed = Suggestion.objects.pending().filter(
        speech=OuterRef("speech"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
    )
    chosen = (
        Sentence.objects.filter(speech=speech, start__gte=start, end__lte=end)
        .open()
        .exclude(Exists(claimed))
    )
    keys = list(chosen.values_list("pk", flat=True))
    count = Sentence.objects.filter(pk__in=keys, cleared_at__isnull=True).update(
        cleared_by=by, cleared_at=timezone.now()
    )
    if count:
        _note(speech, by=by, verb="clear_sentences", start=start, end=end, count=count)
    return count


@transaction.atomic
def reopen(speech: Speech, *, by: User, start: int = 0, end: int | None = None) -> int:
    """Take the mark back from the sentences within the span. Returns how many had it."""
    _only_the_team(by)
    end = len(speech.text) if end is None else end
    count = Sentence.objects.filter(
        speech=speech, start__gte=start, end__lte=end, cleared_at__isnull=False
    ).update(cleared_by=None, cleared_at=None)
    if count:
        _note(speech, by=by, verb="reopen_sentences", start=start, end=end, count=count)
    return count


def clear_span(suggestion: Suggestion, *, by: User) -> None:
    """After a dismissal: sentences under the suggestion that nothing else claims are read."""
    others = (
        Suggestion.objects.filter(
            speech=OuterRef("speech"), start__lt=OuterRef("end"), end__gt=OuterRef("start")
        )
        .exclude(status=SuggestionStatus.DISMISSED)
        .exclude(pk=suggestion.pk)
    )
    keys = list(_under(suggestion).open().exclude(Exists(others)).values_list("pk", flat=True))
    Sentence.objects.filter(pk__in=keys).update(cleared_by=by, cleared_at=timezone.now())


def reopen_span(suggestion: Suggestion, *, by: User) -> None:
    """After a dismissal is taken back: its sentences are open again."""
    _under(suggestion).filter(cleared_at__isnull=False).update(cleared_by=None, cleared_at=None)


def _under(suggestion: Suggestion) -> SentenceQuerySet:
    return Sentence.objects.filter(
        speech=suggestion.speech, start__lt=suggestion.end, end__gt=suggestion.start
    )


def _note(speech: Speech, *, by: User, verb: str, start: int, end: int, count: int) -> None:
    label = "要望なしの文" if verb == "clear_sentences" else "文を未確認に戻す"
    record(
        speech,
        verb=verb,
        label=label,
        by=by,
        details={"start": start, "end": end, "count": count},
    )
