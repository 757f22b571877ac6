"""Which requests the live server is at work on."""

import threading
import time

from django.core.signals import request_finished, request_started


class Answering:
    """The threads that have begun an answer and not ended it; threads themselves live on with
    the connection that a kept page holds."""

    def __init__(self):
        self.threads = set()
        request_started.connect(self._begin)
        # Django's own receiver stands before it: the connection to the database is closed by then.
        request_finished.connect(self._end)

    def stop(self):
        """Look no longer."""
        request_started.disconnect(self._begin)
        request_finished.disconnect(self._end)

    def wait(self, seconds):
        """Until nothing is being answered; False if that takes too long."""
        end = time.monotonic() + seconds
        while self.threads & set(threading.enumerate()):
            if time.monotonic() > end:
                return False
            time.sleep(0.01)
        return True

    def _begin(self, **_):
        self.threads.add(threading.current_thread())

    def _end(self, **_):
        self.threads.discard(threading.current_thread())
