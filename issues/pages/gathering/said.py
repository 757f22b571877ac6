"""What was said about a request, each question by its name: replies, opinions, the other voices,
and the words of those who joined. See `gathering.questions`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from accounts.rules import Actor
from issues.models import (
    Joining,
    Judgement,
    Opinion,
    ProgressReport,
    Reply,
    ReplyAttachment,
    Round,
    Settlement,
)
from issues.pages.gathering.given import KEY, Question
from issues.standing.moments import Moment


def _replies(actor: Actor, moment: Moment | None) -> Any:
    """With those that were taken back, for the record."""
    rows = Reply.kept.visible_to(actor).filter(local_request=KEY)
    return rows.select_related("ministry", "written_by").order_by("round", "edition")


def _counting_replies(actor: Actor, moment: Moment | None) -> Any:
    """The keys of those that count."""
    rows = Reply.kept.counting_at(moment.at, moment.known) if moment else Reply.objects.all()
    return rows.filter(local_request=KEY).order_by().values_list("pk", flat=True)


def _attachments(actor: Actor, moment: Moment | None) -> Any:
    return ReplyAttachment.objects.visible_to(actor).filter(reply__local_request=KEY)


def _opinions(actor: Actor, moment: Moment | None) -> Any:
    rows = Opinion.kept.visible_to(actor).filter(reply__local_request=KEY)
    return rows.select_related("organization", "reply__ministry", "given_by")


def _counting_opinions(actor: Actor, moment: Moment | None) -> Any:
    """The keys of those that count in the conversation."""
    rows = Opinion.kept.counting_at(moment.at, moment.known) if moment else Opinion.objects.all()
    return _keys_of_opinions(rows)


def _heard_opinions(actor: Actor, moment: Moment | None) -> Any:
    """The keys of those among which the newest word of each body is."""
    rows = Opinion.kept.counting_at(moment.at) if moment else Opinion.objects.standing()
    return _keys_of_opinions(rows)


def _keys_of_opinions(rows: Any) -> Any:
    return rows.filter(reply__local_request=KEY).order_by().values_list("pk", flat=True)


def _rounds(actor: Actor, moment: Moment | None) -> Any:
    return Round.objects.filter(local_request=KEY)


def _progress(actor: Actor, moment: Moment | None) -> Any:
    rows = ProgressReport.objects.visible_to(actor).standing(_at(moment)).filter(local_request=KEY)
    return rows.select_related("ministry", "reported_by").reverse()[:1]


def _judgement(actor: Actor, moment: Moment | None) -> Any:
    rows = Judgement.objects.visible_to(actor).standing(_at(moment)).filter(local_request=KEY)
    return rows.select_related("judged_by").reverse()[:1]


def _settlement(actor: Actor, moment: Moment | None) -> Any:
    """The newest one, if it is the reader's to hear."""
    newest = Settlement.objects.standing(_at(moment)).filter(local_request=KEY).reverse()
    return Settlement.objects.visible_to(actor).filter(pk__in=newest.values("pk")[:1])


def _at(moment: Moment | None) -> Any:
    return moment.at if moment is not None else None


def _joinings(actor: Actor, moment: Moment | None) -> Any:
    """Also those that are only known of."""
    rows = Joining.objects.told_to(actor).filter(local_request=KEY)
    return rows.select_related("organization", "stands_for", "came_from")


def _read_joinings(actor: Actor, moment: Moment | None) -> Any:
    """The keys of those whose words are read."""
    rows = Joining.objects.visible_to(actor).filter(local_request=KEY)
    return rows.order_by().values_list("pk", flat=True)


def _joined(actor: Actor, moment: Moment | None) -> Any:
    """The keys of the bodies that joined."""
    rows = Joining.objects.accepted().filter(local_request=KEY).order_by()
    return rows.values_list("organization", flat=True)


def _carried(actor: Actor, moment: Moment | None) -> Any:
    """The same of those whose joining a merge took on to another request."""
    rows = Joining.objects.accepted().filter(came_from=KEY).order_by()
    return rows.values_list("organization", flat=True)


def _reporting(actor: Actor, moment: Moment | None) -> Any:
    """The keys of the ministries that reported progress."""
    rows = ProgressReport.objects.filter(local_request=KEY).order_by()
    return rows.values_list("ministry", flat=True)


def _answering(actor: Actor, moment: Moment | None) -> Any:
    """The keys of the ministries that wrote replies."""
    rows = Reply.kept.filter(local_request=KEY).order_by()
    return rows.values_list("ministry", flat=True)


SAID: Mapping[str, Question] = {
    "replies": _replies,
    "counting_replies": _counting_replies,
    "attachments": _attachments,
    "opinions": _opinions,
    "counting_opinions": _counting_opinions,
    "heard_opinions": _heard_opinions,
    "rounds": _rounds,
    "progress": _progress,
    "judgement": _judgement,
    "settlement": _settlement,
    "joinings": _joinings,
    "read_joinings": _read_joinings,
    "joined": _joined,
    "carried": _carried,
    "reporting": _reporting,
    "answering": _answering,
}
