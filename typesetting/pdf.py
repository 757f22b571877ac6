"""A paper as PDF: A4, the typefaces embedded, a head and page numbers on every page, bookmarks,
tags for assistive technology (PDF/UA-1).

Typst sets it. The bytes depend on the paper alone: the date inside the file is the paper's own.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import typst

from typesetting import content, fonts, tagging
from typesetting.paper import Paper

_ROOT = Path(__file__).parent
_set_by: list[int] = []
"""The process that set a paper first: Typst's threads do not come along into its forks."""


def render(paper: Paper) -> bytes:
    """The file. Raises `RuntimeError` in a fork of a process that has set a paper."""
    return tagging.completed(_compiled(paper), paper)


def pages(paper: Paper, *, spare: float = 0) -> int:
    """How many pages the paper takes when so many millimetres at the foot of each stay empty."""
    return tagging.pages(_compiled(paper, spare))


def _compiled(paper: Paper, spare: float = 0) -> bytes:
    if (_set_by or [os.getpid()])[0] != os.getpid():
        raise RuntimeError("a fork of a process that has set papers would wait for ever")
    _set_by[:] = [os.getpid()]
    told = json.dumps(content.content_of(paper, spare=spare), ensure_ascii=False)
    return typst.compile(
        _template(),
        font_paths=fonts.shipped(),
        ignore_system_fonts=True,
        sys_inputs={"paper": told},
        pdf_standards="ua-1",
    )


@cache
def _template() -> bytes:
    return (_ROOT / "paper.typ").read_bytes()
