"""What the product keeps is for the user it runs as, and for no other one of the machine."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

_NOT_OURS = frozenset({"postgres", "postgres.old", "test"})
"""Below the data directory: the cluster sees to itself, tests have a directory of their own."""


def keep_to_owner() -> None:
    """From here on, files that this process makes are closed to others."""
    os.umask(0o077)


def mend(directory: Path) -> int:
    """Close what older versions left open in a data directory. Returns how many files and
    directories that were."""
    mended = int(_close(directory))
    for place, directories, files in os.walk(directory):
        here = Path(place)
        if here == directory:
            directories[:] = [name for name in directories if name not in _NOT_OURS]
        mended += sum(_close(here / name) for name in (*directories, *files))
    return mended


def _close(path: Path) -> bool:
    with contextlib.suppress(FileNotFoundError, PermissionError):
        mode = path.lstat().st_mode
        if not stat.S_ISLNK(mode) and mode & 0o077:
            path.chmod(stat.S_IMODE(mode) & ~0o077)
            return True
    return False
