"""What the name of a series of meetings tells about it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from japan.text import normalise
from meetings.enums import BodyKind
from meetings.minutes.parts.naming import body_of

_FICTIONAL = re.compile(r"[（(]\s*架空(?:の[^）)]*)?\s*[）)]")
SHORT = 20
"""Longest name that a table shows as it is."""


def short_name(body: str) -> str:
    """A name short enough for a table: the kind of body where the whole name is too long."""
    if len(body) <= SHORT:
        return body
    for word in ("準備会合", "ワーキングチーム", "ワーキンググループ", "連絡協議会", "連絡会議"):
        if word in body:
            return "WT" if word == "ワーキングチーム" else word
    return f"{body[: SHORT - 1]}…"


def kind_of(body: str) -> BodyKind:
    """What sort of body the name tells."""
    if "ワーキング" in body:
        return BodyKind.WORKING_TEAM
    if "準備会合" in body:
        return BodyKind.PREPARATORY
    if "連絡協議会" in body or "連絡会議" in body:
        return BodyKind.COUNCIL
    return BodyKind.OTHER


def plain_name(body: str) -> str:
    """The name to compare by: one width, without day, session and the mark of an invented one."""
    return normalise(body_of(_FICTIONAL.sub("", body)))


def likeliest(body: str, names: Iterable[str]) -> str:
    """Which of the registered `names` a printed name most likely means, "" where none or several
    do. The very same name goes first."""
    registered = list(names)
    if body in registered:
        return body
    wanted = plain_name(body)
    alike = [name for name in registered if wanted and plain_name(name) == wanted]
    return alike[0] if len(alike) == 1 else ""
