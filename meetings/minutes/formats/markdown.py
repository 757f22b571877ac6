"""Markdown: marks that only shape the page are taken off, words and list marks stay."""

from __future__ import annotations

import re

from meetings.minutes.formats import text as plain
from meetings.minutes.formats.source import SourceText

_HEADING = re.compile(r"^ {0,3}#{1,6}[ 　\t]+(.*?)[ \t#]*$")
_RULE = re.compile(r"^ {0,3}(?:\*[ ]*){3,}$|^ {0,3}(?:_[ ]*){3,}$|^ {0,3}(?:-[ ]*){3,}$")
_TABLE_RULE = re.compile(r"[\s:|-]+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_UNDERSCORES = re.compile(r"__([^_\n]+)__")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")


def read(data: bytes) -> SourceText:
    """Raises UnreadableMinutes as plain text does."""
    source = plain.read(data)
    return SourceText(to_text(source.text), source.notes)


def to_text(markdown: str) -> str:
    """The words of `markdown`, one block a line."""
    return "\n".join(_line(line) for line in _without_comments(markdown).splitlines())


def _without_comments(markdown: str) -> str:
    """A comment without an end is none."""
    pieces: list[str] = []
    at = 0
    while (start := markdown.find("<!--", at)) >= 0:
        end = markdown.find("-->", start + 4)
        if end < 0:
            break
        pieces.append(markdown[at:start])
        at = end + 3
    return "".join(pieces) + markdown[at:]


def _is_table_rule(line: str) -> bool:
    """| --- | :-: |: a stroke, and a bar after it."""
    return bool(_TABLE_RULE.fullmatch(line)) and 0 <= line.find("-") < line.rfind("|")


def _line(line: str) -> str:
    if _RULE.match(line) or _is_table_rule(line):
        return ""
    heading = _HEADING.match(line)
    if heading:
        line = heading.group(1)
    line = line.lstrip().removeprefix(">") if line.lstrip().startswith(">") else line
    line = _LINK.sub(r"\1", line)
    stripped = line.strip()
    if stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 1:
        line = "\t".join(cell.strip() for cell in stripped[1:-1].split("|"))
    line = _UNDERSCORES.sub(r"**\1**", line)
    return _ESCAPE.sub(r"\1", line).rstrip()
