"""Keeps a few programs running together, until a stop is asked for.

Small on purpose: one loop reads what the programs print, brings back what has ended, and passes a
stop on to all. Written here because the programs must also end when this one is killed.
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
from typing import Any

from coordination.running.logs import Log

_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_PATIENCE_SECONDS = 20
_LONGEST_PAUSE_SECONDS = 30.0
# One that ran so long has recovered: its next end is a first one again.
_SOUND_SECONDS = 60
_ENDS_BEFORE_GIVING_UP = 3
_ROOM_SECONDS = 5
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Program:
    """A program to keep running, and where its output is kept. What one that is `heard` prints is
    said aloud, too."""

    name: str
    command: tuple[str, ...]
    log: Path
    heard: bool = False


@dataclass
class _Running:
    """A program with what has become of it."""

    program: Program
    log: Log
    process: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    ends: int = 0
    start_at: float = 0.0


@dataclass
class Supervisor:
    """Runs the programs until a stop is asked for."""

    programs: Sequence[Program]
    directory: Path
    environment: Mapping[str, str]
    say: Callable[[str], None]
    # Told the process numbers after every start, and whether all is about to end: for whoever
    # comes while this one ends, or has to clean up after a kill.
    note: Callable[[list[int], bool], None] = lambda numbers, ending: None
    _all: list[_Running] = field(default_factory=list)
    _selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)
    _stops_asked: int = 0
    _disk_was_full: float | None = None

    def run(self, *, when_started: Callable[[], bool]) -> int:
        """Run to the end. `when_started` is asked again and again until it is true.

        Returns 0 after a stop that was asked for, 1 when a program never came up.
        """
        before = self._listen()
        try:
            self._all = [_Running(program, Log(program.log)) for program in self.programs]
            for one in self._all:
                self._start(one)
            hopeless = self._watch(when_started)
            self._end_all()
        finally:
            self._kill_all()
            for number, handler in before.items():
                signal.signal(number, handler)
        return 1 if hopeless else 0

    def _listen(self) -> dict[signal.Signals, Any]:
        """Take over the signals that ask for a stop; but `nohup` means what it says."""
        return {
            number: signal.signal(number, self._ask_to_stop)
            for number in _STOP_SIGNALS
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN
        }

    def _start(self, one: _Running) -> None:
        one.start_at = 0.0
        one.since = time.monotonic()
        one.process = subprocess.Popen(
            one.program.command,
            cwd=self.directory,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Ctrl-C in the terminal reaches this program alone, which then stops the others.
            start_new_session=True,
            preexec_fn=_end_with_parent,
        )
        assert one.process.stdout is not None
        os.set_blocking(one.process.stdout.fileno(), False)
        self._selector.register(one.process.stdout, selectors.EVENT_READ, one)
        self.note([process.pid for process in self._processes()], False)

    def _watch(self, when_started: Callable[[], bool]) -> bool:
        """Until a stop is asked for (False), or a program does not come up at all (True)."""
        started = False
        while not self._stops_asked:
            self._pass_output_on()
            for one in self._all:
                if one.process is not None and one.process.poll() is not None:
                    if self._has_ended(one, one.process, started=started):
                        return True
                elif one.process is None and time.monotonic() >= one.start_at:
                    self._try_again(one)
            started = started or when_started()
        self.say("終了しています…（もう一度 Ctrl-C で強制終了）")
        return False

    def _has_ended(self, one: _Running, process: subprocess.Popen[bytes], *, started: bool) -> bool:
        """Say so, and set the time of the next try. True when there is no point in trying."""
        self._pass_output_on()
        # What it left behind (a killed worker's own children) must not work on beside the next.
        _signal_group(process, signal.SIGKILL)
        one.process = None
        sound = time.monotonic() - one.since > _SOUND_SECONDS
        one.ends = 1 if sound else one.ends + 1
        name, code = one.program.name, process.returncode
        if not started and one.ends >= _ENDS_BEFORE_GIVING_UP:
            self.say(
                f"{name} が動きません（終了コード {code}）。全体を終了します。{self._end_of(one)}"
            )
            return True
        pause = min(2.0 ** (one.ends - 1), _LONGEST_PAUSE_SECONDS)
        one.start_at = time.monotonic() + pause
        self.say(
            f"{name} が止まりました（終了コード {code}）。{pause:.0f}秒後に、もう一度動かします。"
            + (self._end_of(one) if one.ends == 1 else "")
        )
        return False

    def _try_again(self, one: _Running) -> None:
        try:
            self._start(one)
        except OSError as error:
            one.start_at = time.monotonic() + _LONGEST_PAUSE_SECONDS
            self.say(f"{one.program.name} を動かせません（{error.strerror}）。")
        else:
            self.say(f"{one.program.name} をもう一度動かしました。")

    def _end_of(self, one: _Running) -> str:
        return f"\n記録（{one.program.log}）の終わり:\n{one.log.tail()}"

    def _end_all(self) -> None:
        asked = self._stops_asked
        deadline = time.monotonic() + _PATIENCE_SECONDS
        self.note([process.pid for process in self._processes()], True)
        self._signal_all(signal.SIGTERM)
        while any(p.poll() is None for p in self._processes()):
            self._pass_output_on()
            if time.monotonic() > deadline or self._stops_asked > asked:
                return

    def _kill_all(self) -> None:
        self._signal_all(signal.SIGKILL)
        for process in self._processes():
            process.wait()
        for one in self._all:
            one.log.close()
        for key in list(self._selector.get_map().values()):
            self._close_output(key.fileobj)
        self._selector.close()

    def _processes(self) -> list[subprocess.Popen[bytes]]:
        return [one.process for one in self._all if one.process is not None]

    def _signal_all(self, number: signal.Signals) -> None:
        for process in self._processes():
            # Each leads a process group; its own children end with it.
            if process.poll() is None or number == signal.SIGKILL:
                _signal_group(process, number)

    def _pass_output_on(self) -> None:
        for key, _ in self._selector.select(timeout=0.1):
            one: _Running = key.data
            text = os.read(key.fd, 65536)
            if not text:
                self._close_output(key.fileobj)
                continue
            self._tell_of_disk(full=not one.log.write(text))
            if one.program.heard:
                self.say(text.decode(errors="replace").rstrip("\n"))
        if not self._selector.get_map():
            time.sleep(0.1)

    def _tell_of_disk(self, *, full: bool) -> None:
        """Once when it fills up, once when there has been room for a while: at the brim, one line
        still fits and the next does not."""
        now = time.monotonic()
        if full:
            if self._disk_was_full is None:
                self.say("記録を書けません。空き容量を確かめてください。動作は続けます。")
            self._disk_was_full = now
        elif self._disk_was_full is not None and now - self._disk_was_full > _ROOM_SECONDS:
            self.say("記録をまた書けるようになりました。")
            self._disk_was_full = None

    def _close_output(self, output: object) -> None:
        self._selector.unregister(output)  # type: ignore[arg-type]
        output.close()  # type: ignore[attr-defined]

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stops_asked += 1


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except (ProcessLookupError, PermissionError):
        return


def _end_with_parent() -> None:
    # When the supervisor is killed it cannot stop anybody: the kernel does, where it can.
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
