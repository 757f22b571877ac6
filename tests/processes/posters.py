"""People who send one kind of form again and again, and what they were answered."""

import html.parser
import http.cookiejar
import itertools
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from dataclasses import dataclass, field

from accounts.signing_in.demo import DEMO_PASSWORD
from coordination.embedded.places import REPOSITORY

MINUTES = (REPOSITORY / "samples" / "junbi-kaigo-01.txt").read_text(encoding="utf-8")
TOKEN_NAMES = {"csrfmiddlewaretoken", "next", "username", "password"}


class Form(html.parser.HTMLParser):
    """The hidden fields of the last form with `method=post` and the choices of the others."""

    def __init__(self, text):
        super().__init__()
        self.hidden, self.choices = {}, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.hidden[given["name"]] = given.get("value", "")
        if tag == "input" and given.get("type") in ("radio", "checkbox") and given.get("name"):
            self.choices.setdefault(given["name"], []).append(given.get("value"))


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Person:
    """Somebody at a browser. Sends what was typed again after a broken line, as people do."""

    def __init__(self, base, username):
        self.base, self.username = base, username
        self.jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar), _Stay
        )

    def get(self, path):
        with self.browser.open(f"{self.base}{path}", timeout=60) as answer:
            return answer.read().decode()

    def post(self, path, values):
        """Status and where it leads to."""
        data = urllib.parse.urlencode(values).encode()
        request = urllib.request.Request(f"{self.base}{path}", data)
        request.add_header("Referer", f"{self.base}{path}")
        try:
            with self.browser.open(request, timeout=60) as answer:
                return answer.status, ""
        except urllib.error.HTTPError as answer:
            return answer.code, answer.headers.get("Location", "")

    def sign_in(self):
        form = Form(self.get("/login/"))
        values = {"csrfmiddlewaretoken": form.hidden["csrfmiddlewaretoken"]}
        values |= {"username": self.username, "password": DEMO_PASSWORD}
        return self.post("/login/", values)[0] == 302


@dataclass
class Posted:
    """What was sent and what was answered."""

    accepted: dict[str, str] = field(default_factory=dict)
    open: set[str] = field(default_factory=set)
    tries: int = 0
    broken: int = 0
    refused: Counter = field(default_factory=Counter)


class Poster(threading.Thread):
    """One kind of form, sent again and again under new marks."""

    def __init__(self, base, what, path, fill, username):
        super().__init__(daemon=True)
        self.base, self.what, self.path, self.fill = base, what, path, fill
        self.username = username
        self.posted, self.ending = Posted(), threading.Event()

    def run(self):
        person, signed_in = Person(self.base, self.username), False
        for number in itertools.count(1):
            if self.ending.is_set():
                return
            try:
                signed_in = signed_in or person.sign_in()
                self._once(person, f"{self.what}-{number:05d}")
            except (OSError, KeyError, urllib.error.URLError):
                self.posted.broken += 1
                time.sleep(0.5)
            time.sleep(0.3)

    def _once(self, person, mark):
        form = Form(person.get(self.path))
        values = form.hidden | self.fill(mark, form)
        once_only = set(form.hidden) - TOKEN_NAMES
        for _ in range(40 if once_only else 1):
            self.posted.tries += 1
            self.posted.open.add(mark)
            try:
                status, place = person.post(self.path, values)
            except OSError:
                self.posted.broken += 1
                time.sleep(1)
                continue
            if status == 302 and "/login/" not in place:
                self.posted.accepted[mark] = place
            elif status >= 500:
                self.posted.refused[status] += 1
                time.sleep(1)
                continue
            else:
                self.posted.refused[status] += 1
            self.posted.open.discard(mark)
            return


def a_request(mark, form):
    points = form.choices.get("primary") or ["cost"]
    return {
        "organization": "秋田県美郷町", "kind": "request", "title": f"火の下で {mark}",
        "ask": "なくならないようにしてほしい。", "said_on": "2024-04-05", "primary": points[-1],
    }  # fmt: skip


def some_minutes(mark, form):
    return {"text": MINUTES.replace("第1回", f"第1回 {mark}", 1)}


def an_invitation(mark, form):
    return {
        "organization": "秋田県美郷町", "role": "local", "address": f"{mark}@example.lg.jp",
        "display_name": f"新任 {mark}",
    }  # fmt: skip


def a_file(mark, form):
    return {}


def all_of_them(base):
    """Requests, invitations, minutes and files, in this order."""
    return [
        Poster(base, "request", "/requests/new/", a_request, "jimukyoku"),
        Poster(base, "invitation", "/people/invitations/new/", an_invitation, "jimukyoku"),
        Poster(base, "minutes", "/meetings/import/", some_minutes, "jimukyoku"),
        Poster(base, "file", "/exports/make/overview.csv/", a_file, "jimukyoku"),
    ]
