"""What of the minutes and sessions can be found, by whose words, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from issues.models.forum import within
from japan.eras import format_era
from meetings.models import (
    AgendaItem,
    Attendance,
    Document,
    Meeting,
    MinutesDecision,
    PointMemo,
    SessionDecision,
    Speech,
)
from searching.groups import Entry, Group, Keys, Line

_MEETING = "meeting__body"
Texts = Callable[[Any], Iterable[tuple[str, str]]]


def _group(
    key: str,
    sign: str,
    label: str,
    model: Any,
    *,
    texts: Texts,
    line: Callable[[Any], Line],
    title: Callable[[Any], str] = lambda row: "",
    meeting: Callable[[Any], Meeting] = lambda row: row.meeting,
    related: tuple[str, ...] = (_MEETING,),
    counter: str = "件",
) -> Group:
    """Rows of one model that belong to a meeting; each is a result of its own."""
    rows = getattr(model, "every", model._default_manager)

    def entries(keys: Keys) -> Iterator[Entry]:
        for row in rows.filter(pk__in=keys).select_related(*related):
            of = meeting(row)
            yield Entry(
                noun=key,
                key=row.pk,
                owner=row.pk,
                day=of.held_on,
                title=title(row),
                texts=tuple(texts(row)),
                forum=of.body.forum_id,
            )

    def lines(keys: Keys, actor: Any) -> Mapping[int, Line]:
        seen = rows.all().visible_to(actor).filter(pk__in=keys).select_related(*related)
        return {row.pk: line(row) for row in seen}

    return Group(
        key=key,
        sign=sign,
        label=label,
        nouns={key: lambda actor: rows.all().visible_to(actor)},
        entries=entries,
        lines=lines,
        owners=lambda: rows.all(),
        counter=counter,
    )


def _on(meeting: Meeting) -> tuple[str, ...]:
    return str(meeting), _day(meeting)


def _day(meeting: Meeting) -> str:
    return format_era(meeting.held_on, weekday=False)


def _at(meeting: Meeting, place: str = "") -> str:
    return meeting.get_absolute_url() + place


def _spoken_by(speech: Speech) -> str:
    who = speech.attendance
    return f"{who.name}（{speech.label}）" if who is not None else speech.label


def _speech(speech: Speech) -> Line:
    meeting = speech.source.meeting
    assert meeting is not None  # speeches are saved with their meeting
    url = within(meeting.body.forum_id, speech.get_absolute_url())
    return Line(f"{_spoken_by(speech)}の発言", url, _on(meeting), meeting.fictional)


def _decision(decision: MinutesDecision) -> Line:
    meeting = decision.source.meeting
    assert meeting is not None  # as above
    url = within(meeting.body.forum_id, decision.speech.get_absolute_url())
    return Line(f"{meeting}での決定", url, _on(meeting), meeting.fictional)


def _memo(memo: PointMemo) -> Line:
    url = f"{memo.point.get_absolute_url()}#memo"
    return Line(f"論点「{memo.point}」の整理メモ", url, _on(memo.meeting), memo.meeting.fictional)


def _in_papers(row: Any, place: str) -> Line:
    return Line(str(row), _at(row.meeting, place), _on(row.meeting), row.meeting.fictional)


_MINUTES = ("source__meeting__body",)

GROUPS = (
    _group(
        "speeches",
        "s",
        "議事要旨の発言",
        Speech,
        texts=lambda row: (("発言", row.text), ("発言者", _spoken_by(row))),
        line=_speech,
        meeting=lambda row: row.source.meeting,
        related=(*_MINUTES, "attendance"),
    ),
    _group(
        "minutes_decisions",
        "d",
        "議事要旨の決定",
        MinutesDecision,
        texts=lambda row: (("決定", row.quote), ("確認", row.confirmed_by)),
        line=_decision,
        meeting=lambda row: row.source.meeting,
        related=(*_MINUTES, "speech__source"),
    ),
    _group(
        "session_decisions",
        "e",
        "会合の決定事項",
        SessionDecision,
        texts=lambda row: (("決定", row.text),),
        line=lambda row: Line(
            f"{row.meeting}の決定事項", _at(row.meeting), _on(row.meeting), row.meeting.fictional
        ),
    ),
    _group(
        "memos",
        "n",
        "整理メモ",
        PointMemo,
        texts=lambda row: (("整理メモ", row.text),),
        line=_memo,
        related=(_MEETING, "point"),
    ),
    _group(
        "papers",
        "l",
        "配布資料",
        Document,
        title=lambda row: str(row),
        texts=lambda row: (("提出者", row.submitter),),
        line=lambda row: _in_papers(row, "#papers-h"),
    ),
    _group(
        "agenda",
        "i",
        "議事",
        AgendaItem,
        title=lambda row: str(row),
        texts=lambda row: (),
        line=lambda row: _in_papers(row, "#agenda-h"),
    ),
    _group(
        "meetings",
        "m",
        "会合",
        Meeting,
        title=lambda row: row.title,
        texts=lambda row: (("会議体", str(row)), ("場所", row.place)),
        meeting=lambda row: row,
        related=("body",),
        line=lambda row: Line(str(row), _at(row), (row.title, _day(row))),
    ),
    _group(
        "people",
        "w",
        "出席者と職",
        Attendance,
        title=lambda row: str(row),
        texts=lambda row: (("職名", row.title), ("団体", row.organization_name)),
        line=lambda row: _in_papers(row, "#people-h"),
        counter="人",
    ),
)
