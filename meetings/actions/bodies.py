"""Setting up a series of meetings, and letting it belong to another 協議の場."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.rules import is_secretariat
from issues.forums import chosen_forum
from issues.models import Forum
from meetings.models import Body, ClosedReport, Handling, Passage, PointMemo
from meetings.sessions.body_names import short_name as shortened
from workflow.machine import Decision, RefusalKind, Refused
from workflow.step import record

MOVE = "協議の場の変更"
_TIED = (
    "この会議体の会合には、登録した要望や国側の発言、議題に載せた案件、整理メモ、確定した報告の"
    "どれかがあります。移せるのは、どれもない会議体だけです。"
)


@transaction.atomic
def set_up(
    *, by: User, name: str, kind: str, short_name: str = "", forum: Forum | None = None
) -> Body:
    """Register a body under a name of its own, of a 協議の場 (None: the first one). Raises
    `Refused`."""
    if not is_secretariat(by):
        raise Refused(Decision(RefusalKind.FORBIDDEN, "「会議体の登録」ができるのは、事務局です。"))
    name = name.strip()
    forum = forum or chosen_forum.first()
    body = Body(forum=forum, name=name, short_name=short_name.strip() or shortened(name), kind=kind)
    try:
        body.full_clean()
    except ValidationError as error:
        raise Refused(Decision(RefusalKind.INCOMPLETE, "　".join(error.messages))) from error
    body.save()
    record(body, verb="set_up", label="会議体の登録", by=by, details={"forum": forum.code})
    return body


def decide_move(by: User) -> Decision:
    """Whether this person may."""
    if is_secretariat(by):
        return Decision()
    return Decision(RefusalKind.FORBIDDEN, f"「{MOVE}」ができるのは、事務局です。")


@transaction.atomic
def move(body: Body, *, by: User, forum: Forum, reason: str = "") -> Body:
    """Let a body with its meetings belong to another 協議の場: one whose minutes came in before
    there was another, or by mistake. Only as long as nothing ties its meetings to records and
    points of the first one. Raises `Refused`."""
    if not (decision := decide_move(by)):
        raise Refused(decision)
    held = Body.objects.select_for_update(of=("self",)).select_related("forum").get(pk=body.pk)
    before = held.forum
    if before == forum:
        raise Refused(Decision(RefusalKind.INCOMPLETE, f"もう「{forum}」の会議体です。"))
    if _is_tied(held):
        raise Refused(Decision(RefusalKind.INCOMPLETE, _TIED))
    held.forum = forum
    held.save(update_fields=("forum",))
    changes = {"forum": [before.code, forum.code]}
    record(held, verb="move", label=MOVE, by=by, reason=reason, changes=changes)
    return held


def _is_tied(body: Body) -> bool:
    here = (
        Passage.objects.filter(speech__source__meeting__body=body),
        Handling.objects.filter(meeting__body=body),
        PointMemo.objects.filter(meeting__body=body),
        ClosedReport.objects.filter(meeting__body=body),
    )
    return any(rows.exists() for rows in here)
