"""Keeps a few programs running together: all of them, or none.

Small on purpose: one loop reads what the programs print, notices when one has ended, and passes
a stop on to all. Written here because the programs must also end when this one is killed.
"""

from __future__ import annotations

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PATIENCE_SECONDS = 20
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """A program to keep running, and where its output is kept."""

    name: str
    command: tuple[str, ...]
    log: Path


@dataclass
class Supervisor:
    """Runs the programs until one ends or a stop is asked for."""

    programs: Sequence[Program]
    directory: Path
    environment: Mapping[str, str]
    say: Callable[[str], None]
    _processes: dict[Program, subprocess.Popen[bytes]] = field(default_factory=dict)
    _logs: dict[Program, IO[bytes]] = field(default_factory=dict)
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _stops_asked: int = 0
    _stop_before: float | None = None

    def run(self, *, when_started: Callable[[], bool]) -> int:
        """Run to the end. `when_started` is asked again and again until it is true.

        Returns 0 after a stop that was asked for, 1 when a program ended by itself.
        """
        before = {number: signal.signal(number, self._ask_to_stop) for number in _STOP_SIGNALS}
        try:
            for program in self.programs:
                self._start(program)
            ended = self._watch(when_started)
            self._end_all()
        finally:
            self._kill_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 1 if ended else 0

    def _start(self, program: Program) -> None:
        process = subprocess.Popen(
            program.command,
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Ctrl-C in the terminal reaches this program alone, which then stops the others.
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        self._processes[program] = process
        self._logs[program] = program.log.open("ab", buffering=0)
        assert process.stdout is not None
        os.set_blocking(process.stdout.fileno(), False)
        self._selector.register(process.stdout, selectors.EVENT_READ, program)

    def _watch(self, when_started: Callable[[], bool]) -> Program | None:
        """Until a stop is asked for (None) or a program has ended (which one)."""
        started = False
        while not self._stops_asked:
            self._pass_output_on()
            for program, process in self._processes.items():
                if process.poll() is not None:
                    self._tell_of(program, process.returncode)
                    return program
            started = started or when_started()
        self.say("終了しています…（もう一度 Ctrl-C で強制終了）")
        return None

    def _tell_of(self, program: Program, code: int) -> None:
        self._pass_output_on()
        self.say(
            f"{program.name} が止まりました（終了コード {code}）。全体を終了します。\n"
            f"記録（{program.log}）の終わり:\n{_tail(program.log)}"
        )

    def _end_all(self) -> None:
        asked = self._stops_asked
        deadline = time.monotonic() + _PATIENCE_SECONDS
        self._signal_all(signal.SIGTERM)
        while any(process.poll() is None for process in self._processes.values()):
            self._pass_output_on()
            if time.monotonic() > deadline or self._stops_asked > asked:
                return

    def _kill_all(self) -> None:
        self._signal_all(signal.SIGKILL)
        for process in self._processes.values():
            process.wait()
        for log in self._logs.values():
            log.close()
        for key in list(self._selector.get_map().values()):
            self._close_output(key.fileobj)
        self._selector.close()

    def _signal_all(self, number: signal.Signals) -> None:
        for process in self._processes.values():
            try:
                # Each leads a process group; its own children end with it.
                if process.poll() is None:
                    os.killpg(process.pid, number)
            except ProcessLookupError:
                continue

    def _pass_output_on(self) -> None:
        for key, _ in self._selector.select(timeout=0.1):
            program: Program = key.data
            text = os.read(key.fd, 65536)
            if text:
                self._logs[program].write(text)
            else:
                self._close_output(key.fileobj)
        if not self._selector.get_map():
            time.sleep(0.1)

    def _close_output(self, output: object) -> None:
        self._selector.unregister(output)  # type: ignore[arg-type]
        output.close()  # type: ignore[attr-defined]

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stops_asked += 1


def _end_with_parent() -> None:
    # When the supervisor is killed it cannot stop anybody: the kernel does, where it can.
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-12:])
