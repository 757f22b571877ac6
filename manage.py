#!/usr/bin/env python3
"""Django's command line. Works without environment variables: it finds the virtual environment
that `make run` made, and starts the embedded PostgreSQL and Redis where a command needs them."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

# Commands that touch neither PostgreSQL nor Redis: they must not wait for a server.
WITHOUT_SERVERS = frozenset(
    {
        "--help",
        "--version",
        "collectstatic",
        "diffsettings",
        "help",
        "measure_suggestions",
        "parse_minutes",
        "run",
        "spectacular",
        "version",
    }
)
# Commands whose files are for every developer.
WRITES_CODE = frozenset({"makemigrations", "makemessages", "startapp"})


def enter_virtual_environment() -> None:
    """Go on inside `.venv` when Django is not installed here."""
    if importlib.util.find_spec("django") is not None:
        return
    python = Path(__file__).resolve().parent / ".venv" / "bin" / "python"
    if not python.exists() or sys.prefix == str(python.parent.parent):
        sys.exit("まだ準備ができていません。先に make run を実行してください。")
    os.execv(python, [str(python), *sys.argv])


def main() -> None:
    """Run the command named on the command line."""
    enter_virtual_environment()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")

    from django.core.management import execute_from_command_line  # noqa: PLC0415

    from coordination import embedded  # noqa: PLC0415
    from coordination.running import private  # noqa: PLC0415

    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    if command not in WRITES_CODE:
        private.keep_to_owner()
    if command not in WITHOUT_SERVERS and "--help" not in sys.argv:
        try:
            embedded.ensure_running()
        except embedded.EmbeddedServerError as error:
            sys.exit(str(error))
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
