"""Whether the web server of this machine is healthy: ``python -m coordination.health.healthy
[port]``.

Exits 0 when `/health/` answers 200. Asks under a name that the product goes by, as any reader does:
under another one it answers nobody, and this is no reason to make an exception for anyone. Needs
the standard library alone, so that asking every few seconds costs little.
"""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Mapping, Sequence

_PATIENCE_SECONDS = 8


def name(environment: Mapping[str, str]) -> str:
    """A name out of ALLOWED_HOSTS to ask under; a pattern is filled in."""
    for written in environment.get("ALLOWED_HOSTS", "").split(","):
        allowed = written.strip()
        if allowed and allowed != "*":
            return f"health{allowed}" if allowed.startswith(".") else allowed
    return "localhost"


def ask(port: int, host: str) -> str | None:
    """What is wrong; None when all is well."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE_SECONDS)
    try:
        connection.request("GET", "/health/", headers={"Host": host})
        answer = connection.getresponse()
        text = answer.read(500).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException) as error:
        return repr(error)
    finally:
        connection.close()
    return None if answer.status == 200 else f"{answer.status} {text}"


def main(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Ask, and print what is wrong."""
    wrong = ask(int(arguments[0]) if arguments else 8000, name(environment))
    if wrong is not None:
        print(wrong)
    return 0 if wrong is None else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
