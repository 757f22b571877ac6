"""Something written beside a long transaction, so that others read it before that one ends."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import Error, connection


def do(write: Callable[[], None]) -> None:
    """Call `write` on a connection of its own. What comes of it is no matter: it is told only."""
    thread = threading.Thread(target=_written, args=(write,))
    thread.start()
    thread.join()


def _written(write: Callable[[], None]) -> None:
    try:
        write()
    except Error:
        pass
    finally:
        connection.close()
