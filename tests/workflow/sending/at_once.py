"""One form, sent several times at once by one browser, as three clicks on a slow line do."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

ONCE = re.compile(r'name="once" value="([^"]+)"')


def opened(client, page):
    """The token of the last form of the page (the first ones are those of the menu)."""
    tokens = ONCE.findall(client.get(page).content.decode())
    return {"once": tokens[-1]} if tokens else {}


def send_at_once(user, path, data, *, page=None, times=2, files=None):
    """Open the form as this person and send it `times` at once; the answers, in any order."""
    client = Client()
    client.force_login(user)
    sent = data | opened(client, page or path)
    start = Barrier(times)

    def send(_):
        browser = Client(raise_request_exception=False)
        browser.cookies = client.cookies.copy()
        uploads = {n: SimpleUploadedFile(*given) for n, given in (files or {}).items()}
        start.wait()
        try:
            return browser.post(path, sent | uploads)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(send, range(times)))
