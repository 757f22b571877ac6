"""協議の場: which one a page shows, and how its address says so.

The first one by position has no mark in its addresses. Every page of another one stands below
`/forums/<code>/`: whatever links, forms and redirects a page makes lead to pages of the same one
(`issues.middleware`). `?forum=<code>` names one too: pages lead on to its own address, the API
answers at once. With a single one there is no choice, and nothing to narrow down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from issues.models import Forum
from workflow.kept import grown

PARAMETER = "forum"
PREFIX = "forums"
USUAL = {
    "code": "digital_base",
    "name": "国・地方デジタル共通基盤",
    "short_name": "デジタル共通基盤",
}
"""The one that a new system begins with."""
_UNKNOWN = "その協議の場は、ありません。"


def first() -> Forum:
    """The one that is meant where none is named; the usual one is made where there is none."""
    found = Forum.objects.first()
    return found or Forum.objects.get_or_create(position=1, defaults=USUAL)[0]


def every(request: Any) -> list[Forum]:
    """All of them in order; one query for a request, or for what stands for one."""
    plain = getattr(request, "_request", request)
    if plain is None:
        return list(Forum.objects.all())
    kept = vars(plain)
    if "_forums" not in kept:
        kept["_forums"] = _every(plain)
    found: list[Forum] = kept["_forums"]
    return found


def _every(request: Any) -> list[Forum]:
    """A page that only reads is given those of before, unless one was written."""
    rows = Forum.objects.all()
    reads = getattr(request, "method", "") == "GET"
    if not reads or grown.asked_before(request) is None:
        return list(rows)
    return grown.kept(request, "forums", rows, lambda: list(rows))


def forget(request: Any) -> None:
    """One was added: the rest of this request knows of it."""
    vars(request).pop("_forums", None)


def forum_of(request: Any) -> Forum | None:
    """The one that is chosen; None where there are not several to choose from: then nothing has to
    be narrowed down. Raises `Http404` for an unknown one: another must not be shown instead. The
    page that says so asks again, for its menu, and is given the first one."""
    found = every(request)
    code = getattr(request, "forum_code", "") or getattr(request, "GET", {}).get(PARAMETER, "")
    chosen = next((each for each in found if each.code == code), None)
    if code and chosen is None and not getattr(request, "forum_refused", False):
        request.forum_refused = True
        raise Http404(_UNKNOWN)
    return (chosen or found[0]) if len(found) > 1 else None


def given(request: Any) -> Forum:
    """The one that something new on this page belongs to."""
    return forum_of(request) or next(iter(every(request)), None) or first()


def root(forum: Forum, among: list[Forum]) -> str:
    """Where the addresses of a forum begin."""
    is_first = not among or forum.pk == among[0].pk
    return "/" if is_first else f"/{PREFIX}/{forum.code}/"


def roots(request: HttpRequest) -> Mapping[int, str]:
    """Where the addresses of each forum begin, by its key; nothing with a single one."""
    found = every(request)
    return {each.pk: root(each, found) for each in found} if len(found) > 1 else {}


def elsewhere(request: HttpRequest, forum_id: int) -> HttpResponse | None:
    """Leads to the same page among those of the forum that its record belongs to; None where it
    stands there already."""
    here = forum_of(request)
    if here is None or here.pk == forum_id or request.method not in ("GET", "HEAD"):
        return None
    own = next((each for each in every(request) if each.pk == forum_id), None)
    if own is None:
        return None
    query = request.META.get("QUERY_STRING", "")
    address = root(own, every(request)) + request.path_info.lstrip("/")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)


def links(request: Any) -> list[tuple[Forum, str, bool]]:
    """What the head of a page offers: each with the beginning of its pages, and whether it is the
    one shown; nothing with a single one."""
    found = every(request)
    if len(found) < 2:
        return []
    try:
        here = forum_of(request)
    except Http404:
        here = None
    return [(each, root(each, found), each == here) for each in found]
