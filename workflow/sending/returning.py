"""Signed out in the middle of the work: what a form or a part of a page is answered then, and the
way back to what was typed (see `keeping`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string
from django.utils.html import format_html
from django_htmx.http import HttpResponseClientRedirect

from accounts.models import User
from workflow.sending import filling, keeping, tokens

View = Callable[..., HttpResponseBase]

SIGNED_OUT = 401
"""What scripts are answered: no page for signing in, which would land inside their own."""
KEPT_WORDS = (
    "ログインしていないため、まだ保存していません。入力した内容は1日のあいだ預かります。"
    "ログインすると、入力した画面に戻ります。"
)


class ReturningMiddleware:
    """Keeps a form that comes without its person's sign-in, and fills it again afterwards."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        user = request.user
        if not isinstance(user, User):
            return _without_a_page_inside(request, answer)
        if request.method == "POST":
            if answer.status_code < 400 and (number := request.POST.get(keeping.FIELD)):
                keeping.drop(user, number)
        elif number := request.GET.get(keeping.FIELD):
            return _filled(request, user, number, answer)
        return answer

    def process_view(
        self, request: HttpRequest, view: View, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Let a form through that its own person sends."""
        owner = owner_of(request)
        if owner is None or request.user.pk == owner:
            return None
        return kept_answer(request, owner)


def owner_of(request: HttpRequest) -> int | None:
    """Whose form it is; None for one that need not be kept."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name in settings.FORMS_NEVER_KEPT:
        return None
    try:
        token = tokens.token_of(request)
    except RequestDataTooBig:
        return None
    return None if token is None else token.owner


def kept_answer(request: HttpRequest, owner: int) -> HttpResponse:
    """Keep the form and lead to signing in, or back to it; another person learns nothing of it."""
    if _saves_by_itself(request):
        return HttpResponse(status=SIGNED_OUT)
    page = keeping.keep(request, owner)
    if request.user.pk == owner:
        return _lead(request, page)
    sign_in = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': page})}"
    if request.user.is_authenticated:
        return _refused(request, "refused_other_person.html", 409, sign_in)
    if _is_part(request):
        return _refused(request, "signed_out.html", SIGNED_OUT, sign_in)
    messages.info(request, KEPT_WORDS)
    return HttpResponseRedirect(sign_in)


def way_back(request: HttpRequest) -> str:
    """Keep the form of a move that was refused, for its sender to go on from; gives the address
    of its page. "" when nothing was written."""
    owner = owner_of(request)
    if owner is None or owner != request.user.pk:
        return ""
    fields = dict(request.POST.lists())
    if not filling.written(
        value for name in fields for value in fields[name] if name not in filling.UNTOUCHED
    ):
        return ""
    return keeping.keep(request, owner)


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    return (
        HttpResponseClientRedirect(address) if _is_part(request) else HttpResponseRedirect(address)
    )


def _refused(request: HttpRequest, template: str, status: int, sign_in: str) -> HttpResponse:
    part = "#notice" if _is_part(request) else ""
    kept = request.method == "POST"
    return render(request, template + part, {"sign_in": sign_in, "kept": kept}, status=status)


def _without_a_page_inside(request: HttpRequest, answer: HttpResponse) -> HttpResponse:
    """To a script the way to sign in is a word, and not a page."""
    login = resolve_url(settings.LOGIN_URL)
    leads_to_it = urlsplit(answer.get("Location", "")).path == login
    if not leads_to_it or not (_is_part(request) or _saves_by_itself(request)):
        return answer
    if _saves_by_itself(request):
        return HttpResponse(status=SIGNED_OUT)
    here = urlsplit(request.headers.get("HX-Current-URL", ""))
    address = here._replace(scheme="", netloc="", fragment="").geturl() or "/"
    sign_in = f"{login}?{urlencode({'next': address})}"
    return _refused(request, "signed_out.html", SIGNED_OUT, sign_in)


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _saves_by_itself(request: HttpRequest) -> bool:
    return "X-Autosave" in request.headers


def _filled(request: HttpRequest, user: User, number: str, answer: HttpResponse) -> HttpResponse:
    """The page with what was typed; it goes along where the page leads on to another."""
    kept = keeping.find(user, number)
    if kept is None or answer.streaming or _is_part(request):
        return answer
    if 300 <= answer.status_code < 400:
        answer["Location"] = keeping.with_number(answer["Location"], number)
        return answer
    if not answer.get("Content-Type", "").startswith("text/html"):
        return answer
    if answer.status_code == 405:
        return HttpResponseRedirect(keeping.with_number("/", number))
    mark = format_html('<input type="hidden" name="{}" value="{}">', keeping.FIELD, number)
    page = answer.content.decode(answer.charset)
    found = filling.fill(
        page, at=request.get_full_path(), sent_to=kept.path, fields=kept.fields, mark=mark
    )
    context = {"found": found.found, "left": found.left, "files": kept.files}
    notice = render_to_string("components/brought_back.html", context, request)
    answer.content = found.page.replace(PLACE, notice + PLACE, 1)
    return answer


PLACE = '<div id="refusal"></div>'
"""Where notices of a page stand, in `base.html`."""
