import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from coordination.running import port


@pytest.fixture
def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def serve():
    """Starts a web server that always gives this page; its port."""
    servers = []

    def start(page, status=200):
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                self.send_response(status)
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *args):
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        servers.append((server, thread))
        return server.server_address[1]

    yield start
    for server, thread in servers:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_port_that_nobody_has_is_free(free_port):
    assert port.is_free("127.0.0.1", free_port) is True


def test_a_port_that_somebody_has_is_not_free(serve):
    assert port.is_free("127.0.0.1", serve("")) is False


def test_an_address_of_another_machine_is_an_error(free_port):
    with pytest.raises(OSError, match="Cannot assign requested address"):
        port.is_free("192.0.2.1", free_port)


def test_another_copy_of_the_product_is_recognized(serve):
    assert port.who_has_it("127.0.0.1", serve("<title>論点 Ronten")) == "もう一つの論点（Ronten）"


def test_another_program_is_named_where_the_system_tells(serve):
    number = serve("<title>ほかの製品")

    assert port.who_has_it("127.0.0.1", number).startswith("別のプログラム（")


def test_nobody_answers_on_a_free_port(free_port):
    assert port.answers("127.0.0.1", free_port) is False


@pytest.mark.parametrize(("status", "expected"), [(200, True), (404, True), (502, False)])
def test_only_a_server_without_an_error_of_its_own_answers(serve, status, expected):
    assert port.answers("127.0.0.1", serve("", status)) is expected
