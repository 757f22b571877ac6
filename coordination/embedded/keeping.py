"""Keeps the embedded servers up while the product runs.

Started as ``python -m coordination.embedded.keeping``.
A program of its own beside web, worker and beat, so that a server that hangs at its start holds
nobody up, least of all a stop. What it prints is for people.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from coordination.embedded import places, servers
from coordination.embedded.errors import EmbeddedServerError
from coordination.running import logs

_EVERY_SECONDS = 2.0
_LONGEST_PAUSE_SECONDS = 30.0


def keep(
    say: Callable[[str], None],
    sleep: Callable[[float], None] = time.sleep,
    *,
    goes_on: Callable[[], bool] = lambda: True,
) -> None:
    """Look after the servers again and again, and bring back what has gone."""
    pause = _EVERY_SECONDS
    while goes_on():
        sleep(pause)
        pause = _EVERY_SECONDS if _look_after(say) else min(pause * 2, _LONGEST_PAUSE_SECONDS)


def _look_after(say: Callable[[str], None]) -> bool:
    here = places.current()
    for path in (here.postgres / "server.log", here.redis / "server.log"):
        logs.shorten(path)
    down = servers.down()
    if not down:
        return True
    names = "と".join(down)
    say(f"{names}が応答しません。もう一度動かします。")
    try:
        servers.ensure_running()
    except (EmbeddedServerError, OSError) as error:
        say(f"{names}を動かせません。しばらくして、また試します。\n{error}")
        return False
    say(f"{names}がまた動いています。")
    return True


if __name__ == "__main__":
    try:
        servers.ensure_running()
        keep(lambda text: print(text, flush=True))
    except KeyboardInterrupt:
        sys.exit(130)
