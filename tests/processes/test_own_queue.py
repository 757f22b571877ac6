"""Each process that runs tests has a queue of its own: one must not take another's work."""

import os

from django.conf import settings

from coordination.celery import app


def test_the_queue_is_the_one_of_this_process(embedded_servers):
    own = int(os.environ["RONTEN_REDIS_DATABASE"])

    with app.connection_for_write() as connection:
        used = connection.default_channel.client.connection_pool.connection_kwargs["db"]

    assert own == 1 + os.getpid() % 1023
    assert used == own
    assert settings.REDIS_URL.endswith(f"virtual_host={own}")
