"""Markdown: marks that only shape the page are taken off, words and list marks stay."""

from __future__ import annotations

import re

from meetings.minutes.accounting.entries import LeftOut, Reason
from meetings.minutes.formats import text as plain
from meetings.minutes.formats.source import SourceText

_HEADING = re.compile(r"^ {0,3}#{1,6}[ 　\t]+(.*?)[ \t#]*$")
_RULE = re.compile(r"^ {0,3}(?:\*[ ]*){3,}$|^ {0,3}(?:_[ ]*){3,}$|^ {0,3}(?:-[ ]*){3,}$")
_TABLE_RULE = re.compile(r"[\s:|-]+")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\(([^()\s]{0,500})\)")
_UNDERSCORES = re.compile(r"__([^_\n]+)__")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")


def read(data: bytes) -> SourceText:
    """Raises UnreadableMinutes as plain text does."""
    source = plain.read(data)
    words, comments = _without_comments(source.text)
    addresses = [found.group(2) for found in _LINK.finditer(words) if found.group(2)]
    left_out = [
        *(LeftOut(Reason.COMMENT, words) for words in comments if words),
        *(LeftOut(Reason.LINK, address) for address in addresses),
    ]
    return SourceText(to_text(source.text), source.notes, tuple(left_out))


def to_text(markdown: str) -> str:
    """The words of `markdown`, one block a line."""
    return "\n".join(_line(line) for line in _without_comments(markdown)[0].splitlines())


def _without_comments(markdown: str) -> tuple[str, list[str]]:
    """The text without its comments, and these. A comment without an end is none."""
    pieces: list[str] = []
    comments: list[str] = []
    at = 0
    while (start := markdown.find("<!--", at)) >= 0:
        end = markdown.find("-->", start + 4)
        if end < 0:
            break
        pieces.append(markdown[at:start])
        comments.append(markdown[start + 4 : end].strip())
        at = end + 3
    return "".join(pieces) + markdown[at:], comments


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
