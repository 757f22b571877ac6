"""What the container asks itself, under the names that the operator has allowed."""

import http.client

import pytest
from django.test import override_settings

from coordination.health import healthy


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        ("ronten.example.lg.jp,www.example.lg.jp", "ronten.example.lg.jp"),
        (".example.lg.jp", "health.example.lg.jp"),
        ("*", "localhost"),
        ("[::1], ronten.example.lg.jp", "[::1]"),
        ("", "localhost"),
    ],
)
def test_it_asks_under_a_name_that_is_allowed(allowed, name):
    assert healthy.name({"ALLOWED_HOSTS": allowed}) == name


@pytest.mark.django_db(transaction=True)
def test_a_product_that_goes_by_one_name_alone_is_healthy(live_server):
    port = int(live_server.url.rsplit(":", 1)[1])
    with override_settings(ALLOWED_HOSTS=["ronten.example.lg.jp"]):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("GET", "/health/", headers={"Host": "localhost:8000"})
        under_another_name = connection.getresponse().status
        connection.close()

        code = healthy.main([str(port)], {"ALLOWED_HOSTS": "ronten.example.lg.jp"})

    assert (under_another_name, code) == (400, 0)


def test_a_server_that_is_not_there_is_not_healthy(capsys):
    code = healthy.main(["9"], {})

    assert (code, "ConnectionRefused" in capsys.readouterr().out) == (1, True)
