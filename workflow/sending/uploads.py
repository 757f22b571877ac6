"""Taking a file from a browser without taking more than may be read.

Django hands an upload on in pieces. `LimitedUpload` stands first (in the settings) and lets the
rest of a file pass by unread once the limit is reached, so that neither memory nor disk fills up,
while the fields around the file still arrive and can be shown again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from confined.limits import MAX_FILE_BYTES

MAX_MEGABYTES = MAX_FILE_BYTES // (1024 * 1024)
TOO_LARGE = f"ファイルが大きすぎます。受け取れるのは{MAX_MEGABYTES}MBまでです。"

View = Callable[..., HttpResponse]


class LimitedUpload(FileUploadHandler):
    """Counts the bytes of all files of a request and drops what comes after `MAX_FILE_BYTES`."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.taken = 0
        self.exceeded = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass a piece on to the next handler, or drop the file."""
        self.taken += len(raw_data)
        if self.taken > MAX_FILE_BYTES:
            self.exceeded = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The file itself is kept by the next handler."""
        return


def exceeded(request: HttpRequest) -> bool:
    """A file of this request was dropped for its size."""
    return any(getattr(handler, "exceeded", False) for handler in request.upload_handlers)


def limited_upload(view: View) -> View:
    """Answer a form that is too large even without its file with the page for 413.

    The token against forged requests is itself a field of the form, so it is checked in here,
    where its size can be answered, and not before.
    """
    protected = csrf_protect(view)

    @wraps(view)
    def limited(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return protected(request, *args, **kwargs)
        except RequestDataTooBig:
            return render(
                request,
                "413.html",
                {"reason": "貼り付けた文章が大きすぎるため、読み取りを止めました。"},
                status=413,
            )

    return csrf_exempt(limited)
