"""Pages of the browser that are kept from one test to the next.

A new one costs Chromium more than most tests do on it: a window, a process, the first look at the
fonts. A page that is given back has nobody signed in, nothing stored and nothing of the last test
on it; only what it has loaded of `/static/` stays.
"""

from playwright.sync_api import Error

RESTING = "/static/favicon.svg"
"""Where a page waits: of the same origin, so that its process stays, and without a script."""
EVENTS = ("pageerror", "console", "response")
KEPT = 6
"""Pages of a kind that wait at most; a story of all roles needs as many."""


class Pages:
    """Gives pages that look at `url`, new ones only when all others are in use."""

    def __init__(self, browser, url, *, patience):
        self.browser, self.url, self.patience = browser, url, patience
        self.waiting = {True: [], False: []}
        self.notes = {}

    def take(self, notes, *, width, javascript):
        """A page of its own, signed out. What happens on it is told to `notes`, by event."""
        waiting = self.waiting[javascript]
        page = waiting.pop() if waiting else self._open(javascript)
        page.set_viewport_size({"width": width, "height": 900})
        self.notes[page] = notes
        for event in EVENTS:
            page.on(event, notes[event])
        return page

    def give_back(self, page, *, javascript):
        """The page may be used by another test, unless something keeps it from being cleared."""
        notes = self.notes.pop(page)
        if page.is_closed():
            return
        for event in EVENTS:
            page.remove_listener(event, notes[event])
        if len(self.waiting[javascript]) < KEPT and self._cleared(page):
            self.waiting[javascript].append(page)
        else:
            page.context.close()

    def _open(self, javascript):
        context = self.browser.new_context(
            base_url=self.url,
            viewport={"width": 1360, "height": 900},
            java_script_enabled=javascript,
            locale="ja-JP",
        )
        page = context.new_page()
        page.set_default_timeout(self.patience)
        return page

    def _cleared(self, page):
        try:
            self._clear(page)
        except Error:
            return False
        return True

    def _clear(self, page):
        context = page.context
        context.set_offline(False)
        # Before the page is left: what it still sends then is nobody's and changes nothing.
        context.clear_cookies()
        for other in context.pages:
            if other is not page:
                other.close()
        page.mouse.move(-1, -1)
        page.goto(self.url + RESTING)
        page.evaluate("localStorage.clear(), sessionStorage.clear(), void 0")
        context.clear_cookies()
