"""Papers to take along: a request's 個票 as PDF and as Word."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from issues import moments
from issues.sheets import dossier, dossier_paper, pdf, word
from issues.sheets.paper import Paper
from issues.views.doors import request_of

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def dossier_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The request's 個票 as PDF, now or as of a closed session."""
    paper, name = _dossier(request, number)
    return sent(pdf.render(paper), f"{name}.pdf", PDF)


@require_safe
def dossier_docx(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a Word file."""
    paper, name = _dossier(request, number)
    return sent(word.render(paper), f"{name}.docx", WORD)


def _dossier(request: HttpRequest, number: str) -> tuple[Paper, str]:
    local_request = request_of(request, number)
    moment = moments.chosen(request.GET, actor=request.user)
    found = dossier.of(local_request, actor=request.user, on=timezone.localdate(), moment=moment)
    if found is None:
        raise Http404("この要望は、その時点では、まだ出ていません。")
    name = f"個票_{number}" + (f"_{moment}確定時点" if moment else "")
    return dossier_paper.laid_out(found), name


def sent(data: bytes, filename: str, content_type: str) -> HttpResponse:
    """A file to be saved under this name; kept by the reader's own browser alone."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["Cache-Control"] = "private, no-store"
    return response
