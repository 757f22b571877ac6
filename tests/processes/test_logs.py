"""Logs stay small, are for their owner alone, and end nothing when they cannot be written."""

import stat

from coordination.running.logs import Log, shorten


def test_a_log_turns_over_and_keeps_the_last_ones(tmp_path):
    log = Log(tmp_path / "web.log", limit_bytes=100)

    for number in range(40):
        assert log.write(f"line {number:03d} of twenty b\n".encode())
    log.close()

    kept = sorted(path.name for path in tmp_path.iterdir())
    assert kept == ["web.log", "web.log.1", "web.log.2", "web.log.3", "web.log.4"]
    assert all(path.stat().st_size <= 100 for path in tmp_path.iterdir())
    assert log.tail(1) == "line 039 of twenty b"
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_a_log_of_an_earlier_run_is_gone_on_with(tmp_path):
    (tmp_path / "web.log").write_text("from before\n")
    log = Log(tmp_path / "web.log")

    log.write(b"now\n")
    log.close()

    assert (tmp_path / "web.log").read_text() == "from before\nnow\n"


def test_what_cannot_be_written_is_told_and_borne(tmp_path):
    log = Log(tmp_path / "missing" / "web.log")

    assert [log.write(b"lost\n"), log.tail()] == [False, ""]


def test_a_log_that_another_program_holds_open_is_emptied_in_place(tmp_path):
    path = tmp_path / "server.log"
    with path.open("ab", buffering=0) as held:
        held.write(b"x" * 200)
        shorten(path, limit_bytes=100)
        held.write(b"and on\n")

    assert path.read_text() == "and on\n"
    assert (tmp_path / "server.log.1").stat().st_size == 200
