import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from coordination.embedded.places import REPOSITORY

SUPERVISOR = """
import os, sys
from pathlib import Path
from coordination.supervisor import Program, Supervisor

logs = Path(sys.argv[1])
scripts = dict(script.split("=", 1) for script in sys.argv[2:])
programs = [
    Program(name, (sys.executable, "-u", "-c", script), logs / f"{name}.log")
    for name, script in scripts.items()
]

def say(text):
    print(text, flush=True)

def started():
    ready = all(p.log.exists() and p.log.read_text() for p in programs)
    if ready:
        say("started " + " ".join(p.log.read_text().split()[0] for p in programs))
    return ready

sys.exit(Supervisor(programs, Path.cwd(), dict(os.environ), say).run(when_started=started))
"""
WAITS = "import os, time; print(os.getpid()); time.sleep(60)"
ENDS = "import os, sys, time; print(os.getpid()); time.sleep(1); print('困った'); sys.exit(3)"
STUBBORN = (
    "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "print(os.getpid()); time.sleep(60)"
)


@pytest.fixture
def supervise(tmp_path):
    """Starts a supervisor of the named scripts; gives it and its running programs."""
    running = []

    def start(**scripts):
        supervisor = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, tmp_path]
            + [f"{name}={script}" for name, script in scripts.items()],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
            text=True,
        )
        running.append(supervisor)
        word, *pids = supervisor.stdout.readline().split()
        assert word == "started"
        programs = [psutil.Process(int(pid)) for pid in pids]
        running.extend(programs)
        return supervisor, programs

    yield start
    for process in running:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
        if isinstance(process, subprocess.Popen):
            process.communicate()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_stop_ends_all_programs_cleanly(supervise, number):
    supervisor, programs = supervise(web=WAITS, worker=WAITS)

    supervisor.send_signal(number)
    said, _ = supervisor.communicate(timeout=10)

    assert said == "終了しています…（もう一度 Ctrl-C で強制終了）\n"
    assert supervisor.returncode == 0
    assert [program.is_running() for program in programs] == [False, False]


def test_a_program_that_ends_takes_the_others_with_it_and_says_why(supervise, tmp_path):
    supervisor, (web, worker) = supervise(web=WAITS, worker=ENDS)

    said, _ = supervisor.communicate(timeout=15)

    assert said == (
        "worker が止まりました（終了コード 3）。全体を終了します。\n"
        f"記録（{tmp_path / 'worker.log'}）の終わり:\n{worker.pid}\n困った\n"
    )
    assert supervisor.returncode == 1
    assert not web.is_running()


def test_a_second_ctrl_c_ends_a_program_that_does_not_listen(supervise):
    supervisor, (web,) = supervise(web=STUBBORN)

    begun = time.monotonic()
    supervisor.send_signal(signal.SIGINT)
    time.sleep(0.5)
    supervisor.send_signal(signal.SIGINT)
    supervisor.communicate(timeout=10)

    assert time.monotonic() - begun < 5
    assert not web.is_running()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a parent's end")
def test_programs_end_when_their_supervisor_is_killed(supervise):
    supervisor, programs = supervise(web=WAITS, worker=WAITS)

    os.kill(supervisor.pid, signal.SIGKILL)
    supervisor.wait()

    gone, alive = psutil.wait_procs(programs, timeout=5)
    assert (len(gone), alive) == (2, [])
