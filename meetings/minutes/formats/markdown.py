"""Markdown: marks that only shape the page are taken off, words and list marks stay."""

from __future__ import annotations

import re

from meetings.minutes.formats import text as plain
from meetings.minutes.formats.source import SourceText

_HEADING = re.compile(r"^ {0,3}#{1,6}[ 　\t]+(.*?)[ \t#]*$")
_RULE = re.compile(r"^ {0,3}(?:\*[ ]*){3,}$|^ {0,3}(?:_[ ]*){3,}$|^ {0,3}(?:-[ ]*){3,}$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]*-[\s:|-]*\|[\s:|-]*$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNDERSCORES = re.compile(r"__([^_\n]+)__")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")


def read(data: bytes) -> SourceText:
    """Raises UnreadableMinutes as plain text does."""
    source = plain.read(data)
    return SourceText(to_text(source.text), source.notes)


def to_text(markdown: str) -> str:
    """The words of `markdown`, one block a line."""
    lines = _COMMENT.sub("", markdown).splitlines() if "-->" in markdown else markdown.splitlines()
    return "\n".join(_line(line) for line in lines)


def _line(line: str) -> str:
    if _RULE.match(line) or _TABLE_RULE.match(line):
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
