"""What a discussion point's page writes: a text with its changes, in marks and in words."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from japan.comparing import Change, Comparison, Piece, Run

register = template.Library()

_MARKS = {
    Change.ADDED: ("ins", "追加", ""),
    Change.REMOVED: ("del", "削除", ""),
    Change.MOVED_HERE: ("ins", "ここへ移動", "ここへ移動"),
    Change.MOVED_AWAY: ("del", "ここから移動", "ここから移動"),
}
"""Element, words for those who hear the page, and words for everybody."""


@register.simple_tag
def changed_text(run: Run) -> SafeString:
    """`{% changed_text run %}`: its text, what was added in `<ins>`, what is gone in `<del>`."""
    return format_html(
        '<div class="run">{}</div>', format_html_join("", "{}", ((_drawn(p),) for p in run.pieces))
    )


@register.simple_tag
def change_counts(change: Comparison) -> str:
    """追加2文、削除1文: only what there is."""
    numbers = (
        ("追加", change.added),
        ("削除", change.removed),
        ("書換え", change.changed),
        ("移動", change.moved),
    )
    return "、".join(f"{words}{number}文" for words, number in numbers if number)


def _drawn(piece: Piece) -> SafeString | str:
    if piece.change not in _MARKS:
        return piece.text
    element, heard, seen = _MARKS[piece.change]
    mark = format_html("<b>{}</b>", seen) if seen else _unseen(heard)
    text, end = piece.text.rstrip("\n"), piece.text[len(piece.text.rstrip("\n")) :]
    pattern = "<ins>{}{}{}</ins>{}" if element == "ins" else "<del>{}{}{}</del>{}"
    return format_html(pattern, mark, text, _unseen(f"{heard}ここまで"), end)


def _unseen(words: str) -> SafeString:
    return format_html('<span class="unseen">（{}）</span>', words)
