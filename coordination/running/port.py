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


def is_ours(host: str, port: int) -> bool:
    """Whether the product listens there, perhaps about to end."""
    if "論点" in (_start_page(host, port) or ""):
        return True
    try:
        return any("coordination.wsgi" in psutil.Process(pid).cmdline() for pid in _listening(port))
    except psutil.Error:
        return False


def who_has_it(host: str, port: int) -> str:
    """Japanese words for whoever listens there, as exactly as can be known."""
    if is_ours(host, port):
        return "もう一つの論点（Ronten）"
    try:
        for pid in _listening(port):
            return f"別のプログラム（{psutil.Process(pid).name()}、プロセス番号 {pid}）"
    except psutil.Error:
        pass  # other people's processes may not be looked at
    return "別のプログラム"


def _listening(port: int) -> list[int]:
    """Numbers of the processes that listen there, as far as they may be looked at."""
    return [
        connection.pid
        for connection in psutil.net_connections("tcp")
        if connection.status == psutil.CONN_LISTEN
        and connection.laddr.port == port
        and connection.pid is not None
    ]


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
