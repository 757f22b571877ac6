"""What is told of the characters of a file that stand in no speech."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why words of a file stand in no part of what was read."""

    PAGE_NUMBER = "page_number"
    RUNNING_HEAD = "running_head"
    RUBY = "ruby"
    DELETED = "deleted"
    HIDDEN = "hidden"
    COMMENT = "comment"
    SURROUNDINGS = "surroundings"
    LINK = "link"
    REPEATED = "repeated"
    CUE = "cue"
    MARK = "mark"
    HEADING = "heading"
    LABEL = "label"
    UNPLACED = "unplaced"


@dataclass(frozen=True)
class LeftOut:
    """Words of the file that stand in no part, as printed, and why."""

    reason: Reason
    text: str


@dataclass(frozen=True)
class HeadingLine:
    """A printed line before the first speech and the part it was read for: facts, people, agenda or
    documents."""

    part: str
    text: str
