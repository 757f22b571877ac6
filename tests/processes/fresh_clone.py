"""`make run` from a fresh clone, killed again and again while it installs and prepares.

By hand, from the checkout: ``.venv/bin/python -m tests.processes.fresh_clone [kills]``. Needs what
a first run needs: the system's Python and a way to PyPI. Prints a table; 1 when the start that is
left alone does not end well.
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from coordination.embedded.places import REPOSITORY
from tests.checkouts import Checkout, free_port, kill_group, until
from tests.processes.first_run import READY, counted, lacking, start_page

LONGEST_SECONDS = 90


def clone():
    home = Path(tempfile.mkdtemp(prefix="ronten-clone-"))
    home.chmod(0o755)
    subprocess.run(["git", "clone", "--quiet", REPOSITORY, home / "ronten"], check=True)
    return home / "ronten"


def make_run(repository, environment):
    return subprocess.Popen(
        ["make", "run"], cwd=repository, env=environment, bufsize=0, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def main(kills):
    """Print the table."""
    repository = clone()
    checkout = Checkout(repository / ".data")
    named = ("RONTEN_DATA_DIR", "SECRET_KEY", "RONTEN_DEMO", "ALLOWED_HOSTS", "VIRTUAL_ENV")
    environment = {n: v for n, v in checkout.environment.items() if n not in named}
    environment["RONTEN_PORT"] = str(free_port())
    checkout.environment["RONTEN_PORT"] = environment["RONTEN_PORT"]
    try:
        for number in range(1, kills + 1):
            seconds = LONGEST_SECONDS * (number / kills) * random.uniform(0.3, 1)
            program = make_run(repository, environment)
            checkout.programs.append(program)
            time.sleep(seconds)
            os.set_blocking(program.stdout.fileno(), False)
            lines = (program.stdout.read() or b"").decode().strip().splitlines() or ["-"]
            kill_group(program)
            print(f"{number:>3}  killed after {seconds:5.1f} s: {lines[-1].strip()}", flush=True)
        begun = time.monotonic()
        program = make_run(repository, environment)
        checkout.programs.append(program)
        said = until(program, READY, seconds=1200)
        faults = lacking(counted(checkout)) if READY in said else [said[-2000:]]
        page = None if faults else start_page(checkout)
        seconds = time.monotonic() - begun
        print(f"plain start: {'; '.join(faults) or 'complete'}, page {page}, {seconds:.0f} s")
        kill_group(program)
    finally:
        checkout.end_all()
        checkout.remove()
        shutil.rmtree(repository.parent, ignore_errors=True)
    return 0 if page == 200 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 8))
