"""What is asked of the database to read the records of requests: all of it in one statement, for
it is asked with every move."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Max, Model

from issues.enums import JoiningStatus, ReplyStatus
from issues.models import (
    DiscussionPoint,
    DueSlip,
    FollowUp,
    Joining,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressReport,
    Reply,
    RequestPoint,
    Round,
    Standing,
)
from organizations.models import Organization
from publication.removals import blacking
from workflow.asking import together
from workflow.asking.together import Among, Answers, Given, Questions
from workflow.models import HistoryEntry

KEYS = Given("keys")
FEW = 10
"""So many requests PostgreSQL expects where it does not know which; a move touches one or two."""


def ask(keys: Iterable[int]) -> Answers:
    """All that the records of these requests are made of, and the rows kept of them so far."""
    wanted = list(keys)
    ask_for = together.ask_often if len(wanted) <= FEW else together.ask
    return ask_for("records", _questions, keys=wanted)


def _questions() -> Questions:
    replies = Reply.kept.filter(
        Among("local_request", KEYS), submitted_at__isnull=False
    ).exclude(status=ReplyStatus.DRAFT)  # fmt: skip
    opinions = Opinion.kept.filter(Among("reply__local_request", KEYS)).select_related("reply")
    return {
        "requests": _requests().defer("ask", "trouble"),
        "belonging": _on_them(RequestPoint).order_by(),
        "ministries": Organization.objects.ministries().values_list("name", "pk"),
        "points": DiscussionPoint.objects.order_by("pk").values_list("forum", "code", "pk"),
        "blacked_out": blacking.standing_on(ArraySubquery(_requests().order_by().values("number"))),
        "entries": _entries(LocalRequest).filter(Among("object_id", KEYS)),
        "replies": replies.defer("text"),
        "submitted": _recorded("submit", replies),
        "opinions": opinions.defer("text", "reply__text"),
        "given": _recorded("give", opinions),
        "progress": _on_them(ProgressReport).defer("text"),
        "judgements": _on_them(Judgement).defer("text"),
        "joinings": _joinings(),
        "tasks": _tasks().values_list("pk", "object_id", "due_on"),
        "of_tasks": _entries(FollowUp).filter(object_id__in=_tasks().order_by().values("pk")),
        "slips": DueSlip.objects.filter(Among("change__local_request", KEYS)).values_list(
            "change__local_request", "change__old_due_on", "change__new_due_on", "marked_at"
        ),
        "rounds": _on_them(Round),
        "standings": _on_them(Standing),
    }


def _requests() -> Any:
    return LocalRequest.objects.filter(Among("pk", KEYS))


def _on_them(model: Any) -> Any:
    return model.objects.filter(Among("local_request", KEYS))


def _entries(model: type[Model]) -> Any:
    """Oldest first."""
    kind = ContentType.objects.get_for_model(model)
    rows = HistoryEntry.objects.filter(content_type=kind)
    return rows.select_related("status_change").order_by("recorded_at", "pk")


def _recorded(verb: str, things: Any) -> Any:
    """When this move of each thing was last written down."""
    kind = ContentType.objects.get_for_model(things.model)
    keys = things.order_by().values("pk")
    rows = HistoryEntry.objects.filter(content_type=kind, object_id__in=keys, verb=verb)
    return rows.order_by().values_list("object_id").annotate(at=Max("recorded_at"))


def _joinings() -> Any:
    rows = _on_them(Joining).filter(decided_at__isnull=False)
    return rows.exclude(status=JoiningStatus.DECLINED).select_related("stands_for")


def _tasks() -> Any:
    kind = ContentType.objects.get_for_model(LocalRequest)
    return FollowUp.objects.filter(Among("object_id", KEYS), content_type=kind)
