"""Papers to take along, as PDF and as Word: a request's 個票, a point's 論点整理ペーパー."""

from __future__ import annotations

from typing import TypeAlias

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from issues.forums import chosen_forum
from issues.standing import moments
from issues.views import looking_back
from issues.views.doors import attachment, point_of, request_of
from reports.papers import brief_paper, briefing, dossier, dossier_paper
from typesetting import pdf, word
from typesetting.paper import Paper

Laid: TypeAlias = tuple[Paper, str]
"""A paper with the name of its file, without the ending."""
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def dossier_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The request's 個票 as PDF, now or as of a closed session."""
    return pdf_of(_dossier(request, number))


@require_safe
def dossier_docx(request: HttpRequest, number: str) -> HttpResponse:
    """The same as a Word file."""
    return word_of(_dossier(request, number))


def _dossier(request: HttpRequest, number: str) -> Laid:
    local_request = request_of(request, number)
    moment = moments.chosen(request.GET, actor=request.user)
    found = dossier.dossier_of(
        local_request, actor=request.user, on=timezone.localdate(), moment=moment
    )
    if found is None:
        raise Http404("この要望は、その時点では、まだ出ていません。")
    name = f"個票_{number}" + (f"_{moment}確定時点" if moment else "")
    return dossier_paper.laid_out(found), name


@require_safe
def brief(request: HttpRequest, code: str) -> HttpResponse:
    """論点整理ペーパー: the point on one page, to read and to print."""
    point = point_of(request, code)
    back = looking_back.context(request)
    paper = briefing.briefing_of(
        point, actor=request.user, on=timezone.localdate(), moment=back["moment"]
    )
    return render(request, "reports/papers/briefing.html", {"point": point, "paper": paper, **back})


@require_safe
def brief_pdf(request: HttpRequest, code: str) -> HttpResponse:
    """論点整理ペーパー of a discussion point as PDF, now or as of a closed session."""
    return pdf_of(_brief(request, code))


@require_safe
def brief_docx(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a Word file."""
    return word_of(_brief(request, code))


def _brief(request: HttpRequest, code: str) -> Laid:
    point = point_of(request, code)
    moment = moments.chosen(request.GET, actor=request.user, forum=chosen_forum.forum_of(request))
    found = briefing.briefing_of(point, actor=request.user, on=timezone.localdate(), moment=moment)
    name = f"論点整理ペーパー_論点{point.position}" + (f"_{moment}確定時点" if moment else "")
    return brief_paper.fitted(found), name


def pdf_of(laid: Laid) -> HttpResponse:
    """A paper that is laid out, as PDF under its name."""
    paper, name = laid
    return attachment(pdf.render(paper), f"{name}.pdf", PDF)


def word_of(laid: Laid) -> HttpResponse:
    """The same as a Word file."""
    paper, name = laid
    return attachment(word.render(paper), f"{name}.docx", WORD)
