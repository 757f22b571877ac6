"""What the start page says to whom: what to do next, and where the numbers lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q

from accounts import rules
from accounts.rules import Actor
from issues import (
    counting,
    following,
    joined,
    local_desk,
    ministry_desk,
    standing,
    standing_corrections,
    voicing,
)
from issues.enums import OPEN, OpinionStatus, ReplyStatus, RequestStatus
from issues.models import Commitment, Forum, LocalRequest, Opinion, Reply, Standing
from issues.moments import Moment
from meetings.enums import MeetingStatus, SuggestionStatus
from meetings.models import Meeting, MinutesImport, Passage, Sentence

NEWEST = 5
"""How many of the latest records a start page shows."""
OWN = 20
"""How many of its own requests an organization sees on its start page."""


@dataclass(frozen=True)
class Review:
    """A meeting whose minutes are being worked through."""

    meeting: Meeting
    pending: int
    open_sentences: int
    sentences: int
    unpublished: int

    @property
    def read(self) -> int:
        return self.sentences - self.open_sentences

    @property
    def percent(self) -> int:
        """Read sentences in percent, rounded down: 100 only when none is open."""
        return self.read * 100 // self.sentences if self.sentences else 100

    @property
    def ready(self) -> bool:
        """Everything is read and something waits to be published."""
        unseen = self.meeting.published_at is None or self.unpublished > 0
        return not self.pending and not self.open_sentences and unseen


def of(
    actor: Actor, *, on: date, moment: Moment | None = None, forum: Forum | None = None
) -> dict[str, Any]:
    """The context of the start page; `shown` is its matrix, which alone looks back to a moment.
    Lists are of the chosen 協議の場 (None: there is only one); what waits for somebody is told of
    every one. The number of queries does not grow with the records."""
    visible = LocalRequest.objects.visible_to(actor).of_forum(forum)
    standings = Standing.objects.visible_to(actor)
    matrix = counting.matrix(standings.now(), forum=forum)
    context: dict[str, Any] = {
        "today": on,
        "matrix": matrix,
        "shown": counting.matrix(standings.when(moment), moment, forum=forum)
        if moment is not None
        else matrix,
        "open_count": sum(cell.count for cell in matrix.sums if cell.status in OPEN),
        "open_query": urlencode([("status", status.value) for status in OPEN]),
        "newest": visible.live().for_list().order_by("-created_at", "-pk")[:NEWEST],
        "commitment_count": Commitment.objects.visible_to(actor).of_forum(forum).live().count(),
        "meetings": _published_meetings(forum),
        **_of_role(actor, visible, on, forum),
    }
    return context


def _of_role(actor: Actor, visible: Any, on: date, forum: Forum | None) -> dict[str, Any]:
    membership = rules.acting(actor)
    tasks = _tasks(actor, on, forum)
    if rules.sees_everything(actor):
        late = Standing.objects.now().of_forum(forum).unanswered(on).count()
        team = {"part": "team", "unanswered": late, **tasks, **_for_the_team(actor, forum)}
        if rules.is_secretariat(actor):
            return {**team, **_for_the_secretariat(actor, visible, forum)}
        return team
    if membership is None:
        return {"part": "visitor"}
    organization = membership.organization_id
    if rules.is_ministry(actor):
        mine = visible.live().filter(lead_ministry=organization)
        owed = ministry_desk.owed_counts(actor, organization, on=on)
        return {"part": "ministry", **owed, **tasks, **_with_sentences(mine)}
    if rules.is_local(actor):
        mine = visible.live().concerning(organization)
        asked = local_desk.asked_count(actor, organization)
        waiting = len(joined.to_decide(actor))
        lying = {"asked": asked, "joinings": waiting, **tasks}
        return {"part": "local", **lying, **_with_sentences(mine)}
    return {"part": "visitor"}


def _for_the_secretariat(actor: Actor, visible: Any, forum: Forum | None) -> dict[str, Any]:
    """What only the secretariat can move on: triage, publishing, voices that disagree."""
    replies = Reply.objects.filter(status=ReplyStatus.SUBMITTED)
    opinions = Opinion.objects.filter(status=OpinionStatus.GIVEN)
    said = voicing.waiting()
    to_publish = visible.filter(
        Q(replies__in=replies) | Q(replies__opinions__in=opinions) | Q(pk__in=said)
    )
    return {
        "to_triage": visible.filter(status=RequestStatus.LOGGED).count(),
        "disagreeing": Standing.objects.now().of_forum(forum).live().disagreeing(actor).count(),
        "joinings": len(joined.to_decide(actor)),
        "corrections": standing_corrections.waiting_count(actor),
        "joinings_to_publish": joined.to_publish(actor).count(),
        "to_publish_count": to_publish.values("pk").distinct().count(),
        "to_publish": to_publish.distinct().order_by("number")[:OWN],
    }


def _tasks(actor: Actor, on: date, forum: Forum | None) -> dict[str, int]:
    """How many 対応依頼 are this reader's business, and how many of them are late."""
    tasks = following.minded_by(actor, forum)
    return {"tasks": tasks.open().count(), "late_tasks": tasks.overdue(on).count()}


def _with_sentences(mine: Any) -> dict[str, Any]:
    rows = mine.for_list().order_by("-said_on", "-pk")[:OWN]
    return {"mine": [(row, standing.sentence(row)) for row in rows], "mine_count": mine.count()}


def _for_the_team(actor: Actor, forum: Forum | None) -> dict[str, Any]:
    reviews = _reviews(forum)
    to_check = Passage.objects.visible_to(actor).live().to_check()
    if forum is not None:
        to_check = to_check.filter(speech__source__meeting__body__forum=forum.pk)
    return {
        "is_secretariat": rules.is_secretariat(actor),
        "imports": MinutesImport.objects.visible_to(actor).unfinished().select_related("source"),
        "reviews": [review for review in reviews if review.pending or review.open_sentences],
        "ready": [review for review in reviews if review.ready],
        "to_check": to_check.select_related(
            "speech__source__meeting__body", "local_request", "commitment"
        )[:OWN],
        "to_check_count": to_check.count(),
    }


def _reviews(forum: Forum | None) -> list[Review]:
    """All meetings with minutes that are not closed, with what is left in each, in four queries."""
    meetings = list(
        Meeting.objects.of_forum(forum)
        .filter(current_source__isnull=False)
        .exclude(status=MeetingStatus.CLOSED)
        .select_related("body")
        .annotate(
            pending=Count(
                "current_source__suggestions",
                filter=Q(current_source__suggestions__status=SuggestionStatus.PENDING),
            )
        )
        .order_by("-held_on", "-pk")
    )
    sources = [meeting.current_source_id for meeting in meetings]
    sentences = Sentence.objects.filter(speech__source__in=sources).order_by()
    all_of = _counts(sentences, "speech__source")
    open_of = _counts(sentences.open(), "speech__source")
    hidden = _unpublished(meetings)
    return [
        Review(
            meeting,
            pending=meeting.pending,
            open_sentences=open_of.get(meeting.current_source_id, 0),
            sentences=all_of.get(meeting.current_source_id, 0),
            unpublished=hidden.get(meeting.pk, 0),
        )
        for meeting in meetings
    ]


def _counts(rows: Any, by: str) -> dict[int | None, int]:
    return dict(rows.values_list(by).annotate(n=Count("pk", distinct=True)))


def _unpublished(meetings: list[Any]) -> dict[int, int]:
    """Live records of each meeting that are still internal."""
    found: dict[int, int] = {}
    where = "passages__speech__source__meeting"
    for records in (LocalRequest.objects.publishable(), Commitment.objects.live()):
        internal = records.filter(published_at__isnull=True, **{f"{where}__in": meetings})
        for meeting, number in _counts(internal.order_by(), where).items():
            if meeting is not None:
                found[meeting] = found.get(meeting, 0) + number
    return found


def _published_meetings(forum: Forum | None) -> Any:
    published = Meeting.objects.of_forum(forum).filter(published_at__isnull=False)
    published = published.select_related("body")
    return published.order_by("-held_on", "-pk")[:NEWEST]
