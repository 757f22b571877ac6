import os
import resource
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
from coordination.running.supervisor import Program, Supervisor

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
# One call each: a program that is killed in between leaves no half line.
WAITS = "import os, time; os.write(1, b'%d\\n' % os.getpid()); time.sleep(60)"
ENDS = (
    "import os, sys, time; os.write(1, b'%d\\n' % os.getpid());"
    "time.sleep(1); print('困った'); sys.exit(3)"
)
TALKS = (
    "import os, time; os.write(1, b'%d\\n' % os.getpid())\n"
    "while True: print('また一行' * 20, flush=True); time.sleep(0.05)"
)
PARENT = (
    "import os, subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
    "os.write(1, b'%d %d\\n' % (os.getpid(), child.pid)); time.sleep(60)"
)
STUBBORN = (
    "import os, signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "os.write(1, b'%d\\n' % os.getpid()); time.sleep(60)"
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
    said, _ = supervisor.communicate(timeout=40)

    assert said == "終了しています…（もう一度 Ctrl-C で強制終了）\n"
    assert supervisor.returncode == 0
    assert [program.is_running() for program in programs] == [False, False]


def test_a_program_that_ends_is_brought_back_and_the_others_go_on(supervise, tmp_path):
    supervisor, (web, beat) = supervise(web=WAITS, beat=WAITS)

    beat.kill()
    told = [supervisor.stdout.readline() for _ in range(4)]
    deadline = time.monotonic() + 30
    while len(again := (tmp_path / "beat.log").read_text().split()) < 2:
        assert time.monotonic() < deadline, again
        time.sleep(0.05)
    supervisor.send_signal(signal.SIGTERM)
    supervisor.communicate(timeout=40)

    assert told == [
        "beat が止まりました（終了コード -9）。1秒後に、もう一度動かします。\n",
        f"記録（{tmp_path / 'beat.log'}）の終わり:\n",
        f"{beat.pid}\n",
        "beat をもう一度動かしました。\n",
    ]
    assert (again[0], len(again)) == (str(beat.pid), 2)
    assert supervisor.returncode == 0
    assert not web.is_running()


def test_one_that_ends_again_and_again_is_tried_with_longer_pauses(supervise):
    supervisor, _ = supervise(web=WAITS, worker=ENDS)

    begun = time.monotonic()
    pauses = []
    while len(pauses) < 3:
        line = supervisor.stdout.readline()
        if "秒後に" in line:
            pauses.append(line.split("。")[1])

    assert pauses == [f"{n}秒後に、もう一度動かします" for n in (1, 2, 4)]
    assert time.monotonic() - begun < 30


def test_one_that_never_comes_up_ends_everything_and_says_why(tmp_path):
    scripts = [f"web={WAITS}", "worker=import sys; sys.exit(3)"]
    said = subprocess.run(
        [sys.executable, "-c", SUPERVISOR, tmp_path, *scripts],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=30,
    )

    assert said.returncode == 1
    assert "worker が動きません（終了コード 3）。全体を終了します。" in said.stdout


def test_children_that_a_killed_program_leaves_do_not_work_on(supervise, tmp_path):
    supervisor, (worker,) = supervise(worker=PARENT)
    child = psutil.Process(int((tmp_path / "worker.log").read_text().split()[1]))

    worker.kill()
    while "もう一度動かしました" not in supervisor.stdout.readline():
        pass

    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits another process")
def test_a_disk_that_is_full_ends_nothing(supervise, tmp_path):
    supervisor, (web,) = supervise(web=TALKS)

    unlimited = resource.RLIM_INFINITY
    resource.prlimit(supervisor.pid, resource.RLIMIT_FSIZE, (2_000, unlimited))
    told = supervisor.stdout.readline()
    resource.prlimit(supervisor.pid, resource.RLIMIT_FSIZE, (unlimited, unlimited))
    then = supervisor.stdout.readline()

    assert told == "記録を書けません。空き容量を確かめてください。動作は続けます。\n"
    assert then == "記録をまた書けるようになりました。\n"
    assert web.is_running()


def test_a_second_ctrl_c_ends_a_program_that_does_not_listen(supervise):
    supervisor, (web,) = supervise(web=STUBBORN)

    begun = time.monotonic()
    supervisor.send_signal(signal.SIGINT)
    time.sleep(0.5)
    supervisor.send_signal(signal.SIGINT)
    supervisor.communicate(timeout=40)

    assert time.monotonic() - begun < 30
    assert not web.is_running()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of a parent's end")
def test_programs_end_when_their_supervisor_is_killed(supervise):
    supervisor, programs = supervise(web=WAITS, worker=WAITS)

    os.kill(supervisor.pid, signal.SIGKILL)
    supervisor.wait()

    gone, alive = psutil.wait_procs(programs, timeout=60)
    assert (len(gone), alive) == (2, [])
