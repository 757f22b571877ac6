"""Moves that several nouns have."""

from __future__ import annotations

from issues import needs, things
from issues.rules import (
    SECRETARIAT,
)
from workflow.machine import SAME, Transition


def taking_out(statuses: tuple[str, ...], target: str) -> tuple[Transition, ...]:
    """公表の取りやめ and 墨消し, of a record itself and of what hangs on it."""
    return (
        Transition(
            "unpublish",
            "公表の取りやめ",
            statuses,
            target,
            SECRETARIAT,
            needs=(needs.is_published,),
        ),
        Transition(
            "unpublish_part",
            "一部の公表の取りやめ",
            statuses,
            SAME,
            SECRETARIAT,
            things=(things.public_part,),
        ),
        Transition(
            "show_part",
            "一部の公表の再開",
            statuses,
            SAME,
            SECRETARIAT,
            things=(things.part_taken_down,),
        ),
        Transition("black_out", "墨消し", statuses, SAME, SECRETARIAT),
        Transition(
            "show_words",
            "墨消しの取消し",
            statuses,
            SAME,
            SECRETARIAT,
            things=(things.words_blacked_out,),
        ),
    )
