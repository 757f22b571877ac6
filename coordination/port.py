"""Whether the web server's port is free, and who has it when it is not."""

from __future__ import annotations

import errno
import http.client
import socket

import psutil


def is_free(host: str, port: int) -> bool:
    """Whether a server can listen there. Raises OSError when the address itself is no good."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            raise
    return True


def answers(host: str, port: int) -> bool:
    """Whether the product answers there."""
    return _start_page(host, port) is not None


def who_has_it(host: str, port: int) -> str:
    """Japanese words for whoever listens there, as exactly as can be known."""
    if "論点" in (_start_page(host, port) or ""):
        return "もう一つの論点（Ronten）"
    try:
        for connection in psutil.net_connections("tcp"):
            listening = connection.status == psutil.CONN_LISTEN and connection.laddr.port == port
            if listening and connection.pid is not None:
                return (
                    f"別のプログラム（{psutil.Process(connection.pid).name()}、"
                    f"プロセス番号 {connection.pid}）"
                )
    except psutil.Error:
        pass  # other people's processes may not be looked at
    return "別のプログラム"


def _start_page(host: str, port: int) -> str | None:
    """The start page's text; None when nobody answers as a web server without an error."""
    reachable = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    connection = http.client.HTTPConnection(reachable, port, timeout=5)
    try:
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        response = connection.getresponse()
        text = response.read().decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
    return text if response.status < 500 else None
