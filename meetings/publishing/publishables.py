"""What of a meeting can be published, as the public will read it: its facts, people, papers, the
minutes speech by speech, and what the session did. Requests and commitments go along.

See `publication.rehearsal.publishable.Publishable` for what the row promises.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet
from django.urls import reverse

from issues.publishing.publishables import WITH_TEXTS
from japan.eras import format_era
from meetings.actions import facts, meetings
from meetings.enums import HandlingOutcome, MeetingStatus
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Handling,
    Meeting,
    MinutesSource,
    Passage,
    ReportAddition,
)
from meetings.models.session_text import SessionText
from meetings.review import coverage
from meetings.transitions import MEETING
from publication.rehearsal.publishable import Bundle, Publishable, Shown
from workflow.machine import Decision

T = TypeVar("T", bound=SessionText)


def may_publish(actor: Any, meeting: Meeting) -> Decision:
    """The move by which the meeting as it stands is published, judged for this person."""
    return MEETING.decide(meetings.publishing_verb(meeting), actor, meeting)


def known_persons() -> set[str]:
    """Names of those who sat at a meeting under an office: a public matter, unlike other names."""
    return set(Attendance.objects.exclude(printed_post="").values_list("name", flat=True))


def _waiting() -> QuerySet[Meeting]:
    """Held ones, and public ones on which something was written, imported or logged later."""
    passages = Passage.objects.live().filter(
        Q(local_request__isnull=False, local_request__published_at=None)
        | Q(commitment__isnull=False, commitment__published_at=None)
    )
    internal = Q(published_at__isnull=True) | Q(
        replaced_at__isnull=False, published_at__isnull=False
    )
    later = Q(pk__in=passages.values("speech__source__meeting"))
    later |= Q(current_source__isnull=False, current_source__published_at__isnull=True)
    for model in (AgendaItem, Document):
        lines = model.every.exclude(replaced_at__isnull=False, published_at__isnull=True)
        later |= Q(pk__in=lines.filter(internal).values("meeting"))
    people = Attendance.every.exclude(replaced_at__isnull=False, published_at__isnull=True)
    later |= Q(pk__in=people.filter(internal, listed=True).values("meeting"))
    changed = ~Q(published_outcome=F("status")) | Q(published_at__isnull=True)
    later |= Q(pk__in=Handling.objects.filter(changed).values("meeting"))
    later |= Q(pk__in=ReportAddition.objects.filter(published_at=None).values("report__meeting"))
    # In two steps: a condition on what a public meeting holds, never on its own row.
    public = Meeting.objects.filter(later, published_at__isnull=False)
    rows = Meeting.objects.filter(Q(status=MeetingStatus.HELD) | Q(pk__in=public.values("pk")))
    return rows.select_related("body", "current_source").order_by("-held_on", "-pk")


def _along(meeting: Meeting) -> list[tuple[str, Any]]:
    requests, commitments = meetings.unpublished_records(meeting)
    related = requests.select_related("organization", "lead_ministry")
    asked = related.prefetch_related(*WITH_TEXTS).order_by("pk")
    promised = commitments.select_related("organization").order_by("pk")
    return [*(("request", each) for each in asked), *(("commitment", each) for each in promised)]


def _texts(meeting: Meeting) -> list[Shown]:
    """Every text as it will be read, with what the public reads of it now."""
    planned = _as_it_will_be(meeting)
    public = planned.published_at is not None
    after, before = _lines(planned, _Now()), dict(_lines(meeting, _Public()) if public else ())
    shown = [Shown(label, text, before.get(label, "")) for label, text in after if text]
    if meeting.current_source is not None:
        shown += _minutes(meeting.current_source, _public_edition(meeting))
    return shown


def _as_it_will_be(meeting: Meeting) -> Meeting:
    """The meeting with the facts that wait for its publication; never saved."""
    planned = copy(meeting)
    if meeting.current_source is not None and meeting.current_source.facts:
        facts.put(planned, meeting.current_source.facts)
    return planned


def _public_edition(meeting: Meeting) -> MinutesSource | None:
    if meeting.published_at is None:
        return None
    return meeting.sources.filter(published_at__isnull=False).newest()


class _Now:
    """The lines that stand now."""

    def of(self, model: type[T], meeting: Meeting) -> Any:
        return model.objects.filter(meeting=meeting)

    def outcome(self, handling: Handling) -> str:
        return handling.status


class _Public:
    """The lines that the public reads."""

    def of(self, model: type[T], meeting: Meeting) -> Any:
        return model.every.filter(meeting=meeting, published_at__isnull=False)

    def outcome(self, handling: Handling) -> str:
        return handling.published_outcome if handling.published_at else ""


def _lines(meeting: Meeting, those: _Now | _Public) -> Iterator[tuple[str, str]]:
    yield "会合", meeting.title
    hours = [f"{at:%H:%M}" for at in (meeting.starts_at, meeting.ends_at) if at]
    yield "開催日", " ".join((format_era(meeting.held_on), "～".join(hours))).strip()
    yield "場所", meeting.place
    yield "出典", meeting.credit
    yield "議事次第", "\n".join(str(item) for item in those.of(AgendaItem, meeting))
    papers = those.of(Document, meeting)
    yield "資料", "\n".join(f"{p}（{p.submitter}）" if p.submitter else str(p) for p in papers)
    present = those.of(Attendance, meeting).filter(listed=True)
    people = [f"{who}{f' {who.note}' if who.note else ''}" for who in present]
    yield "出席者", "\n".join(people)
    yield "取扱い", "\n".join(_handled(meeting, those))
    additions = ReportAddition.objects.filter(report__meeting=meeting)
    if isinstance(those, _Public):
        additions = additions.filter(published_at__isnull=False)
    yield "報告への訂正・追記", "\n".join(each.text for each in additions)


def _handled(meeting: Meeting, those: _Now | _Public) -> Iterator[str]:
    for handling in meeting.handlings.select_related("local_request", "point"):
        if outcome := those.outcome(handling):
            yield f"{handling}：{HandlingOutcome(outcome).label}"


def _minutes(source: MinutesSource, public: MinutesSource | None) -> list[Shown]:
    """Every speech below its label as printed, with the stage directions where they stand. What
    the same speaker said in the edition that is public is not new."""
    lines = list(_speeches(source))
    said: dict[str, list[str]] = {}
    for _, who, text in lines if public == source else _speeches(public) if public else ():
        said.setdefault(who, []).append(text)
    return [Shown(label, text, "\n".join(said.get(who, ()))) for label, who, text in lines if text]


def _speeches(source: MinutesSource) -> Iterator[tuple[str, str, str]]:
    """Heading, speaker and words, in order."""
    behind: dict[int, list[str]] = {}
    for direction in source.stage_directions.all():
        behind.setdefault(direction.after_speech, []).append(f"（{direction.text}）")
    for speech in source.speeches.select_related("attendance").order_by("index"):
        name = speech.attendance.name if speech.attendance else ""
        who = f"{name} {speech.label}".strip()
        yield f"発言{speech.index}　{who}", who, speech.text
        yield f"発言{speech.index}のあと", "", "\n".join(behind.get(speech.index, ()))


def _wants_reason(meeting: Meeting) -> str:
    """Nothing else is asked: the verb refuses a meeting with open sentences and no reason."""
    covered = coverage.coverage_of(meeting)
    return "" if covered.complete else meetings.still_open(covered)


def bundles(waiting: Mapping[str, Sequence[Any]]) -> Iterator[Bundle]:
    """Each session with all that waits and hangs on it: its minutes, and the replies and opinions
    on requests that were asked or taken up there."""
    hanging: dict[int, list[str]] = {}
    for key, request_of in (("reply", _replied_to), ("opinion", _spoken_of)):
        for obj in waiting.get(key, ()):
            hanging.setdefault(request_of(obj), []).append(f"{key}.{obj.pk}")
    sessions = _sessions_of(hanging)
    own = {meeting.pk: f"meeting.{meeting.pk}" for meeting in waiting.get("meeting", ())}
    found = Meeting.objects.filter(pk__in={*own, *sessions}).select_related("body")
    for meeting in found.order_by("-held_on", "-pk"):
        requests = sorted(sessions.get(meeting.pk, ()))
        refs = [own[meeting.pk]] if meeting.pk in own else []
        refs += [ref for request in requests for ref in hanging[request]]
        yield Bundle(f"{meeting}（{format_era(meeting.held_on)}）", tuple(refs))


def _replied_to(reply: Any) -> int:
    return int(reply.local_request_id)


def _spoken_of(opinion: Any) -> int:
    return int(opinion.reply.local_request_id)


def _sessions_of(requests: Iterable[int]) -> dict[int, set[int]]:
    """The requests by the sessions that they were asked or taken up at."""
    keys = list(requests)
    asked = Passage.objects.filter(local_request__in=keys)
    taken = Handling.objects.filter(local_request__in=keys)
    found: dict[int, set[int]] = {}
    for meeting, request in (
        *asked.values_list("speech__source__meeting", "local_request"),
        *taken.values_list("meeting", "local_request"),
    ):
        found.setdefault(meeting, set()).add(request)
    return found


PUBLISHABLES = (
    Publishable(
        key="meeting",
        label="会合と議事要旨",
        model=Meeting,
        waiting=_waiting,
        publish=meetings.publish,
        texts=_texts,
        decide=may_publish,
        title=lambda obj: f"{obj}（{format_era(obj.held_on)}）",
        group=lambda obj: obj.body.name,
        wants_reason=_wants_reason,
        along=_along,
        page=lambda obj: reverse("meetings:publish", args=(obj.pk,)),
    ),
)
