import http.client
import signal
import socket

import pytest

from accounts.demo import DEMO_PASSWORD, DEMO_PEOPLE


@pytest.fixture
def start(checkout):
    """Starts `manage.py run` on a free port; gives it with what it said until it was ready."""
    for name in ("SECRET_KEY", "RONTEN_DEMO", "ALLOWED_HOSTS", "RONTEN_HOST"):
        checkout.environment.pop(name, None)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        checkout.environment["RONTEN_PORT"] = str(probe.getsockname()[1])

    def run():
        program = checkout.launch("manage.py", "run")
        said = ""
        for line in program.stdout:
            said += line
            if "Ctrl-C" in line:
                break
        return program, said

    return run


def page(checkout, path):
    connection = http.client.HTTPConnection(
        "127.0.0.1", int(checkout.environment["RONTEN_PORT"]), timeout=20
    )
    try:
        connection.request("GET", path, headers={"Host": "localhost"})
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def test_one_command_brings_everything_up_and_ctrl_c_takes_it_down(checkout, start):
    program, said = start()
    number = checkout.environment["RONTEN_PORT"]

    assert f"準備ができました: http://localhost:{number}/" in said
    assert DEMO_PASSWORD in said
    assert [person.username for person in DEMO_PEOPLE if person.username not in said] == []
    status, text = page(checkout, "/")
    assert (status, "論点" in text) == (200, True)
    status, _ = page(checkout, "/health/")
    assert status == 200

    second = checkout.launch("manage.py", "run")
    refusal, _ = second.communicate(timeout=30)
    assert refusal == (
        f"{number} 番ポートはもう一つの論点（Ronten）が使っています。それを終了するか、"
        f"別の番号で始めてください（例: RONTEN_PORT={int(number) + 1} make run）。\n"
    )
    assert second.returncode == 1

    program.send_signal(signal.SIGINT)
    farewell, _ = program.communicate(timeout=40)
    assert farewell.splitlines()[-1] == "終了しました。"
    assert program.returncode == 0
    assert checkout.postgres() is None
    assert checkout.redis() is None


def test_a_port_that_is_no_number_is_named(checkout, start):
    checkout.environment["RONTEN_PORT"] = "八千"

    program, said = start()

    assert said == "RONTEN_PORT は1から65535までの数にしてください（今は 八千）。\n"
    assert program.wait(10) == 1
