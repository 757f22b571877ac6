"""A browser that asks for the answer alone, for tests that ask thousands of times."""

from django.test import Client


class QuickClient(Client):
    """Goes the whole way through the product, but keeps no copy of what a page was drawn from: an
    answer has neither `context` nor `templates`."""

    def request(self, **request):
        answer = self.handler(self._base_environ(**request))
        if self.raise_request_exception and answer.status_code == 500:
            raise AssertionError(f"{request['PATH_INFO']} broke")
        return answer


def signed_in(user, *, raise_request_exception=True):
    """A quick client in which this person has signed in; None and a visitor have not."""
    client = QuickClient(raise_request_exception=raise_request_exception)
    if user is not None and user.is_authenticated:
        client.force_login(user)
    return client
