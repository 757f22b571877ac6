"""A stop that is asked for while `manage.py run` prepares."""

import contextlib
import io

import pytest

from coordination.management.commands import run


@pytest.fixture
def command(monkeypatch):
    monkeypatch.setattr(run, "_asked_to_stop", run.threading.Event())
    return run.Command(stdout=io.StringIO())


def test_it_ends_the_step(command):
    with pytest.raises(KeyboardInterrupt), command._shown("[2/4]"):
        run._stop(2, None)


def test_one_that_python_swallowed_counts_at_the_end_of_the_step(command):
    with (
        pytest.raises(KeyboardInterrupt),
        command._shown("[2/4]"),
        contextlib.suppress(KeyboardInterrupt),
    ):
        run._stop(2, None)


def test_a_step_that_nobody_stops_goes_on(command):
    with command._shown("[2/4]"):
        pass

    assert "済" in command.stdout.getvalue()
