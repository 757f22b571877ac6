"""Columns: what the requester and others think of the answer, what became of it, and on which
words it rests."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

from django.conf import settings

from issues.columns.column import Column, Listed, Sort, coded
from issues.columns.groups import VIEWS, WHERE
from issues.columns.sources import Now, Then
from issues.enums import JudgementClass, ProgressClass, Stance
from issues.frozen import records

_STANCES = {code: str(label) for code, label in Stance.choices}


def _others_now(source: Now) -> tuple[str, ...]:
    if not source.views:
        return ()
    bodies, own = source.names.bodies, source.own
    return tuple(
        [
            f"{bodies[view.organization].full_name}：{_STANCES[view.stance]}"
            for view in source.views
            if view is not own
        ]
    )


def _others_then(source: Then) -> tuple[str, ...]:
    return tuple(
        f"{each['organization']}：{_STANCES.get(each['stance'], each['stance'])}"
        for each in source.views
        if each is not source.own
    )


def _word_then(name: str) -> Callable[[Then], str]:
    return lambda source: records.word(source.record, name, team=source.team)


def _place_then(name: str) -> Callable[[Then], Any]:
    return lambda source: source.place.get(name, "")


def _whole(path: str) -> str:
    """The address as it leads from a file, which is on no site."""
    return f"{settings.SITE_URL}{path}" if path else ""


def _made_up_now(source: Now) -> bool:
    """The request itself, or something that the row says of it, is 架空."""
    request, answer, views = source.request, source.answer, source.views
    if request.fictional or request.made_up or (answer is not None and answer.fictional):
        return True
    return any([view.fictional for view in views]) if views else False


def _made_up_then(source: Then) -> bool:
    said = (source.record, source.answer, *source.views)
    return bool(source.record.get("made_up")) or any(each.get("fictional") for each in said)


OPINIONS = (
    *coded(
        "stance",
        "団体の見解",
        Stance,
        now=lambda source: source.own.stance if source.own else "",
        then=lambda source: source.own.get("stance", ""),
        width=12,
        group=VIEWS,
    ),
    Column(
        "opinion",
        "見解の内容",
        lambda source: source.own.text if source.own else "",
        lambda source: source.own.get("text", ""),
        Sort.LONG,
        width=32,
        own=True,
        group=VIEWS,
    ),
    Column("other_stances", "ほかの団体の見解", _others_now, _others_then, width=22, group=VIEWS),
)

OUTCOME = (
    *coded(
        "progress",
        "府省の進捗",
        ProgressClass,
        now=attrgetter("request.progress"),
        then=_word_then("progress"),
        width=12,
        group=VIEWS,
    ),
    *coded(
        "judgement",
        "事務局の判断",
        JudgementClass,
        now=attrgetter("request.judgement"),
        then=_word_then("judgement"),
        width=14,
        group=VIEWS,
    ),
    Column(
        "reflected_in",
        "反映先",
        attrgetter("request.reflected_in"),
        _word_then("reflected_in"),
        width=24,
        group=WHERE,
    ),
)

SOURCE = (
    Column(
        "meeting",
        "会合",
        lambda source: source.place.meeting if source.place else "",
        _place_then("meeting"),
        width=18,
    ),
    Column(
        "passage",
        "原文の場所",
        lambda source: _whole(source.place.url) if source.place else "",
        lambda source: _whole(source.place.get("url", "")),
        width=24,
        own=True,
        listed=Listed(cell="passage"),
    ),
    Column(
        "public",
        "公表",
        attrgetter("request.public"),
        lambda source: source.record["public"],
        Sort.MARK,
        width=8,
        inside=True,
        group=WHERE,
    ),
    Column("fictional", "架空", _made_up_now, _made_up_then, Sort.MARK, width=8, group=WHERE),
)
