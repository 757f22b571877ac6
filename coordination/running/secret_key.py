"""The key that a demonstration makes for itself: once, whole, and for its owner's eyes alone."""

from __future__ import annotations

import fcntl
import os
import secrets
from pathlib import Path


def kept_key(path: Path) -> str:
    """The key kept in this file, which is made when there is none. Written aside and put in place
    in one move: neither a kill half-way nor two who come at once leave half a key."""
    if key := _read(path):
        return key
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    turn = os.open(path.parent, os.O_RDONLY)
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not _read(path):
            new = path.with_name(f"{path.name}.new")
            new.unlink(missing_ok=True)
            new.touch(mode=0o600)
            new.write_text(secrets.token_urlsafe(50))
            new.replace(path)
    finally:
        os.close(turn)
    return _read(path)


def _read(path: Path) -> str:
    """What the file holds; nothing where there is none."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        return ""
