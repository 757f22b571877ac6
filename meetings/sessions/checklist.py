"""What a session still lacks, in the order of doing it, each with the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from django.urls import reverse

from issues.enums import RequestStatus
from meetings.enums import HandlingOutcome, MeetingStatus
from meetings.models import Handling, Meeting, Suggestion
from meetings.review import coverage
from meetings.sessions import series


class Stage(IntEnum):
    """The work on a session, one part after the other."""

    PREPARE = 1
    RECORD = 2
    PUBLISH = 3
    CLOSE = 4


@dataclass(frozen=True)
class Lack:
    """Something that is missing, in Japanese, and the words of the link that leads to where it is
    mended. `needed`: it cannot be closed without; else a person should know of it. `matters`: one
    by one, where it is about several."""

    stage: Stage
    words: str
    action: str
    url: str
    needed: bool = False
    matters: tuple[Handling, ...] = ()


def lacks(meeting: Meeting) -> tuple[Lack, ...]:
    """All of it; nothing for a session that is closed or was called off."""
    if meeting.status == MeetingStatus.CLOSED or meeting.is_called_off:
        return ()
    matters = tuple(meeting.handlings.select_related("local_request", "point"))
    return (*_held(meeting), *_recorded(meeting, matters), *_out(meeting, matters))


def needed(meeting: Meeting) -> list[str]:
    """What has to be done before a published session is closed, in words."""
    return [lack.words for lack in lacks(meeting) if lack.needed]


def _held(meeting: Meeting) -> Iterator[Lack]:
    if meeting.status == MeetingStatus.PLANNED:
        yield Lack(
            Stage.PREPARE,
            "「開催済」にしていません。",
            "準備を開く",
            _at("prepare", meeting),
            needed=True,
        )


def _recorded(meeting: Meeting, matters: tuple[Handling, ...]) -> Iterator[Lack]:
    if not meeting.attendances.exists():
        yield Lack(
            Stage.RECORD,
            "出席者が入っていません。",
            "出席者を入れる",
            _at("prepare", meeting, "#people"),
            needed=True,
        )
    planned = tuple(each for each in matters if each.status == HandlingOutcome.PLANNED)
    if planned:
        yield Lack(
            Stage.RECORD,
            f"取扱いが「予定」のままの案件が{len(planned)}件あります。",
            "取扱いを記録する",
            planned[0].get_absolute_url(),
            needed=True,
            matters=planned,
        )
    if undescribed := _undescribed(meeting, matters):
        yield Lack(
            Stage.RECORD,
            f"「決定」とした案件のうち{len(undescribed)}件に、決定の内容がありません。",
            "決定の内容を書く",
            undescribed[0].get_absolute_url(),
            matters=undescribed,
        )


def _undescribed(meeting: Meeting, matters: tuple[Handling, ...]) -> tuple[Handling, ...]:
    """Decided, and nobody says what. A settled request says where it was reflected."""
    bare = [m for m in matters if m.status == HandlingOutcome.DECIDED and not m.note]
    unsaid = [m for m in bare if not _is_settled(m)]
    if not unsaid:
        return ()
    said = set(meeting.session_decisions.values_list("handling", flat=True))
    return tuple(each for each in unsaid if each.pk not in said)


def _is_settled(handling: Handling) -> bool:
    asked = handling.local_request
    return asked is not None and asked.status == RequestStatus.SETTLED


def _out(meeting: Meeting, matters: tuple[Handling, ...]) -> Iterator[Lack]:
    if meeting.current_source_id is None:
        words = "議事要旨がまだ取り込まれていません。"
        yield Lack(Stage.PUBLISH, words, "議事要旨を取り込む", _at("reimport", meeting))
    yield from _unread(meeting)
    publish = _at("publish", meeting)
    if not meeting.is_published:
        words = "議事要旨（または会合の記録）を公表していません。"
        yield Lack(Stage.PUBLISH, words, "公表のページを開く", publish, needed=True)
    elif unseen := sum(each.is_unpublished for each in matters):
        words = (
            f"公表していない取扱いが{unseen}件あります。確定の前に「追加の公表」をすると、"
            "ほかの人が読む報告に載ります。"
        )
        yield Lack(Stage.PUBLISH, words, "追加の公表を開く", publish)
    carried = any(each.status == HandlingOutcome.CARRIED_OVER for each in matters)
    if carried and series.following(meeting) is None:
        words = "次の会合がまだ登録されていません。持越しの案件は、次の会合を登録すると載ります。"
        plan = f"{reverse('meetings:plan')}?body={meeting.body_id}"
        yield Lack(Stage.CLOSE, words, "次の会合を予定に入れる", plan)


def _unread(meeting: Meeting) -> Iterator[Lack]:
    """Suggestions and sentences of the minutes that nobody has decided on."""
    if meeting.current_source_id is None:
        return
    review = _at("review", meeting)
    pending = Suggestion.objects.pending().filter(source=meeting.current_source_id).count()
    if pending:
        words = f"議事要旨に、まだ確かめていない候補が{pending}件あります。"
        yield Lack(Stage.PUBLISH, words, "候補を確かめる", review)
    if unread := coverage.coverage_of(meeting).open:
        words = f"議事要旨に、まだ確かめていない文が{unread}件あります。"
        yield Lack(Stage.PUBLISH, words, "文を確かめる", review)


def _at(name: str, meeting: Meeting, place: str = "") -> str:
    return reverse(f"meetings:{name}", args=(meeting.pk,)) + place
