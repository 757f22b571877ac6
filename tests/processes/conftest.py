import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
import pytest

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


class Checkout:
    """A data directory of the test's own, and programs that use the servers in it."""

    def __init__(self, directory):
        self.places = Places(directory)
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DATABASE_URL", "REDIS_URL", "RONTEN_REDIS_DATABASE"}
        } | {"RONTEN_DATA_DIR": str(directory)}
        self.programs = []

    def launch(self, *command, **options):
        options = {"text": True, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT} | options
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

    def postgres(self):
        return _process(self.places.postgres / "postmaster.pid")

    def redis(self):
        return _process(self.places.redis / "redis.pid")

    def kill_servers(self):
        # As a power cut would: PostgreSQL's own children with it.
        postmaster = self.postgres()
        for process in [postmaster, *postmaster.children(), self.redis()]:
            process.kill()
        psutil.wait_procs([postmaster], timeout=10)

    def end_all(self):
        for program in self.programs:
            program.kill()
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


@pytest.fixture(scope="module")
def data_directory():
    # Open to all, as a checkout is: pytest's own directories let nobody but their owner in.
    directory = Path(tempfile.mkdtemp(prefix="ronten-test-"))
    directory.chmod(0o755)
    yield directory
    Checkout(directory).remove()


@pytest.fixture
def checkout(data_directory):
    """Nothing runs before and after; the data of a module's tests stays, as it does in life."""
    checkout = Checkout(data_directory)
    yield checkout
    checkout.end_all()


@pytest.fixture
def elsewhere():
    """Gives a checkout for a data directory of the test's choice."""
    made = []

    def choose(directory):
        made.append(Checkout(directory))
        return made[-1]

    yield choose
    for checkout in made:
        checkout.end_all()
        checkout.remove()
