"""The public line: what was done to what, on what ground. No word of what was taken out."""

from __future__ import annotations

from publication.enums import Ground, RemovalKind

_DONE = {
    RemovalKind.UNPUBLISHED: "{name}の公表を取りやめました（{ground}）。",
    RemovalKind.BLACKED_OUT: "{name}の一部の言葉を墨消ししました（{ground}）。",
    RemovalKind.RESTORED: "{name}の{undone}を取り消しました（{ground}）。",
}


def line(kind: RemovalKind, *, name: str, ground: Ground, undone: str = "") -> str:
    """One sentence. `name` is the thing's public name (`Removable.named`)."""
    return _DONE[kind].format(name=name, ground=ground.label, undone=undone)
