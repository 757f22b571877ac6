"""What the start page says to whom: what to do next, and where the numbers lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, Window
from django.http import HttpRequest

from accounts import rules
from accounts.rules import Actor
from issues.desks import local_desk, ministry_desk, waiting_corrections, waiting_joinings
from issues.enums import OPEN, OpinionStatus, ReplyStatus, RequestStatus
from issues.models import Commitment, Forum, LocalRequest, Opinion, Reply, Standing
from issues.pages import follow_up_rows, three_voices
from issues.querysets.among import hashed
from issues.standing import counting, in_words
from issues.standing.moments import Moment
from meetings.enums import MeetingStatus, SuggestionStatus
from meetings.models import Meeting, MinutesImport, Passage, Sentence
from workflow.asking import numbers
from workflow.kept import grown

NEWEST = 5
"""How many of the latest records a start page shows."""
OWN = 20
"""How many of its own requests an organization sees on its start page."""
ON_LINE = ("number", "title", "status", "forum", "published_at", "fictional")
"""What a line of text shows of a request."""


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


def page_of(
    request: HttpRequest, *, on: date, moment: Moment | None = None, forum: Forum | None = None
) -> dict[str, Any]:
    """The context of the start page; `shown` is its matrix, which alone looks back to a moment.
    Lists are of the chosen 協議の場 (None: there is only one); what waits for somebody is told of
    every one. The number of queries does not grow with the records."""
    actor = request.user
    matrix = counting.matrix(Standing.objects.now().visible_to(actor), forum=forum)
    commitments = Commitment.objects.visible_to(actor).of_forum(forum).live()
    counted, more = _of_role(request, on, forum)
    return {
        "today": on,
        "matrix": matrix,
        "shown": counting.matrix(
            Standing.objects.when(moment).visible_to(actor), moment, forum=forum
        )
        if moment is not None
        else matrix,
        "open_count": sum(cell.count for cell in matrix.sums if cell.status in OPEN),
        "open_query": urlencode([("status", status.value) for status in OPEN]),
        "newest": _newest(actor, forum),
        "meetings": _published_meetings(request, forum),
        **numbers.together(commitment_count=commitments, **counted),
        **more,
    }


def _newest(actor: Actor, forum: Forum | None) -> Any:
    visible = LocalRequest.objects.visible_to(actor).of_forum(forum).live()
    shown = visible.select_related("organization").only(*ON_LINE, "organization__full_name")
    return shown.order_by("-created_at", "-pk")[:NEWEST]


def _of_role(
    request: HttpRequest, on: date, forum: Forum | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What is to be counted for the reader, and what else the page says."""
    actor = request.user
    membership = rules.acting(actor)
    if rules.sees_everything(actor):
        late = Standing.objects.now().of_forum(forum).unanswered(on)
        to_check = _to_check(actor, forum)
        counted = {"unanswered": late, "to_check_count": to_check, **_tasks(actor, on, forum)}
        team = {"part": "team", **_for_the_team(request, forum, to_check)}
        if not rules.is_secretariat(actor):
            return counted, team
        waiting, more = _for_the_secretariat(actor, forum)
        return {**counted, **waiting}, {**team, **more}
    if membership is None:
        return {}, {"part": "visitor"}
    organization = membership.organization_id
    # Whatever it leads a ministry reads, and a local government whatever concerns it.
    live = LocalRequest.objects.of_forum(forum).live()
    if rules.is_ministry(actor):
        mine = live.filter(lead_ministry=organization)
        owed = ministry_desk.owed_by(organization, on=on)
        counted = {**owed, **_tasks(actor, on, forum), "mine_count": mine}
        return counted, {"part": "ministry", "mine": _with_sentences(mine)}
    if rules.is_local(actor):
        mine = live.concerning(organization)
        asked = local_desk.asked(organization)
        counted = {"asked": asked, **_tasks(actor, on, forum), "mine_count": mine}
        joinings = len(waiting_joinings.to_decide(actor))
        return counted, {"part": "local", "joinings": joinings, "mine": _with_sentences(mine)}
    return {}, {"part": "visitor"}


def _for_the_secretariat(
    actor: Actor, forum: Forum | None
) -> tuple[dict[str, Any], dict[str, Any]]:
    """What only the secretariat can move on: triage, publishing, voices that disagree."""
    visible = LocalRequest.objects.of_forum(forum)
    replies = Reply.objects.filter(status=ReplyStatus.SUBMITTED)
    opinions = Opinion.objects.filter(status=OpinionStatus.GIVEN)
    to_publish = visible.filter(
        hashed("pk", replies.order_by().values("local_request"))
        | hashed("pk", opinions.order_by().values("reply__local_request"))
        | hashed("pk", three_voices.waiting())
    )
    counted = {
        "to_triage": visible.filter(status=RequestStatus.LOGGED),
        "disagreeing": Standing.objects.now().of_forum(forum).live().disagreeing(actor),
        "corrections": waiting_corrections.waiting(actor),
        "joinings_to_publish": waiting_joinings.to_publish(actor),
    }
    shown = to_publish.only(*ON_LINE).annotate(total=Window(Count("*"))).order_by("number")
    first: list[Any] = list(shown[:OWN])
    return counted, {
        "joinings": len(waiting_joinings.to_decide(actor)),
        "to_publish": first,
        "to_publish_count": first[0].total if first else 0,
    }


def _tasks(actor: Actor, on: date, forum: Forum | None) -> dict[str, Any]:
    """The 対応依頼 that are this reader's business, and those of them that are late."""
    tasks = follow_up_rows.minded_by(actor, forum)
    return {"tasks": tasks.open(), "late_tasks": tasks.overdue(on)}


def _with_sentences(mine: Any) -> list[tuple[LocalRequest, str]]:
    rows = mine.for_list().without_texts().order_by("-said_on", "-pk")[:OWN]
    return [(row, in_words.sentence(row)) for row in rows]


def _to_check(actor: Actor, forum: Forum | None) -> Any:
    to_check = Passage.objects.visible_to(actor).live().to_check()
    if forum is not None:
        to_check = to_check.filter(speech__source__meeting__body__forum=forum.pk)
    return to_check


def _for_the_team(request: HttpRequest, forum: Forum | None, to_check: Any) -> dict[str, Any]:
    actor = request.user
    reviews = _reviews(forum)
    imports = MinutesImport.objects.visible_to(actor).unfinished().select_related("source")
    return {
        "is_secretariat": rules.is_secretariat(actor),
        "imports": grown.kept(request, "imports", imports, lambda: list(imports)),
        "reviews": [review for review in reviews if review.pending or review.open_sentences],
        "ready": [review for review in reviews if review.ready],
        "to_check": to_check.select_related(
            "speech__source__meeting__body", "local_request", "commitment"
        )[:OWN],
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


def _published_meetings(request: HttpRequest, forum: Forum | None) -> list[Meeting]:
    published = Meeting.objects.of_forum(forum).filter(published_at__isnull=False)
    newest = published.select_related("body").order_by("-held_on", "-pk")[:NEWEST]
    return grown.kept(request, "published", published, lambda: list(newest))
