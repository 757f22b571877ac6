"""What pages share: finding a request or a point for its reader, and files to take along."""

from __future__ import annotations

from typing import BinaryIO

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header

from issues.forums import chosen_forum
from issues.models import DiscussionPoint, LocalRequest


def request_of(request: HttpRequest, number: str) -> LocalRequest:
    """The request of this number, for whoever may see it; else 404."""
    visible = LocalRequest.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("organization", "lead_ministry"), number=number)


def point_of(request: HttpRequest, code: str) -> DiscussionPoint:
    """The point of this code in the chosen 協議の場; else 404."""
    return get_object_or_404(
        DiscussionPoint.objects.of_forum(chosen_forum.forum_of(request)), code=code
    )


def attachment(data: bytes, filename: str, content_type: str) -> HttpResponse:
    """A file to be saved under this name; kept by the reader's own browser alone."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, filename) or "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


def file_from(file: BinaryIO, filename: str, content_type: str) -> FileResponse:
    """The same for a file that lies on a disk; it is sent part by part and closed then."""
    response = FileResponse(file, as_attachment=True, filename=filename, content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    return response
