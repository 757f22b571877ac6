"""A browser that asks for the answer alone, for tests that ask thousands of times; and a
sign-in that writes one row, for those that are about something else."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string


class QuickClient(Client):
    """Goes the whole way through the product, but keeps no copy of what a page was drawn from: an
    answer has neither `context` nor `templates`."""

    def request(self, **request):
        answer = self.handler(self._base_environ(**request))
        if self.raise_request_exception and answer.status_code == 500:
            raise AssertionError(f"{request['PATH_INFO']} broke")
        return answer


def session_of(user):
    """The key of a session in which this person has signed in; one row is written."""
    holds = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    made = Session.objects.create(
        session_key=get_random_string(32),
        session_data=Session.objects.encode(holds),
        expire_date=timezone.now() + timedelta(seconds=settings.SESSION_COOKIE_AGE),
    )
    return made.session_key


def signed_in(user, *, raise_request_exception=True):
    """A quick client in which this person has signed in; None and a visitor have not."""
    client = QuickClient(raise_request_exception=raise_request_exception)
    if user is not None and user.is_authenticated:
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(user)
    return client
