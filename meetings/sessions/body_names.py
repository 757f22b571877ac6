"""What the name of a series of meetings tells about it."""

from __future__ import annotations

from meetings.enums import BodyKind

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
