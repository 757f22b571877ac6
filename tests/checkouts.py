"""A data directory of a test's own, and programs that use the servers in it."""

import contextlib
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress

import psutil

from coordination.embedded import processes
from coordination.embedded.places import REPOSITORY, Places

USER_OF_SERVERS = """
import sys
from coordination import embedded
try:
    embedded.ensure_running()
except embedded.EmbeddedServerError as error:
    sys.exit(str(error))
print("up", flush=True)
sys.stdin.read()
"""

ELSEWHERE = {"DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "RONTEN_REDIS_DATABASE"}


class Checkout:
    """A data directory of the test's own, and programs that use the servers in it."""

    def __init__(self, directory):
        self.places = Places(directory)
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name
            not in {"DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "RONTEN_REDIS_DATABASE"}
        } | {"RONTEN_DATA_DIR": str(directory)}
        self.programs = []

    def launch(self, *command, **options):
        """A Python program in this checkout, as leader of a process group of its own."""
        options = {
            "start_new_session": True,
            "text": True,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.STDOUT,
        } | options
        program = subprocess.Popen(
            [sys.executable, *command], cwd=REPOSITORY, env=self.environment, **options
        )
        self.programs.append(program)
        return program

    def use_servers(self):
        """A program that holds the servers until its input closes."""
        program = self.launch("-c", USER_OF_SERVERS, stdin=subprocess.PIPE)
        program.answer = program.stdout.readline().strip()
        return program

    def run(self):
        """`manage.py run`, whose words can be waited for with `until`."""
        return self.launch("manage.py", "run", bufsize=0, text=False)

    def postgres(self):
        return _process(self.places.postgres / "postmaster.pid")

    def redis(self):
        return _process(self.places.redis / "redis.pid")

    def kill_servers(self):
        # As a power cut would: PostgreSQL's own children with it.
        postmaster = self.postgres()
        for process in [postmaster, *postmaster.children(), self.redis()]:
            with suppress(psutil.NoSuchProcess):  # it may end with the others
                process.kill()
        psutil.wait_procs([postmaster], timeout=10)

    def end_all(self):
        for program in self.programs:
            program.kill()
            if program.stdout and not program.stdout.closed:
                program.communicate()
        for process in filter(None, (self.postgres(), self.redis())):
            processes.end(process, patience_seconds=20)

    def remove(self):
        cluster = self.places.postgres
        if cluster.is_symlink():
            shutil.rmtree(cluster.resolve().parent)
        shutil.rmtree(self.places.data_dir, ignore_errors=True)
        shutil.rmtree(self.places.socket_dir, ignore_errors=True)


def _process(pid_file):
    try:
        process = psutil.Process(int(pid_file.read_text().split("\n")[0]))
        return process if process.status() != psutil.STATUS_ZOMBIE else None
    except (OSError, ValueError, psutil.Error):
        return None


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(program, word, *, seconds=300):
    """What a program has said up to this word, or up to its end."""
    said = b""
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(program.stdout, selectors.EVENT_READ)
        while word.encode() not in said and time.monotonic() < deadline:
            if selector.select(timeout=1):
                part = os.read(program.stdout.fileno(), 65536)
                if not part:
                    break
                said += part
    return said.decode()


def kill_group(program):
    """Kill a program with its whole process group, as `kill -9 -- -PID` does."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(program.pid, signal.SIGKILL)
    program.wait()
    program.stdout.close()
