"""検索: everything that the reader may see, by one box."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.rules import acting, sees_everything
from issues.filters.lists import years
from issues.forums import chosen_forum
from issues.models import Standing
from issues.search import vocabulary
from searching import finding, nearest, results
from searching.finding import Hits, Within
from searching.groups import Group, all_groups
from searching.query import LONGEST, Query
from workflow.kept import grown

AT_FIRST = 5
"""Results of each group on the first page."""
PER_PAGE = 20
COUNTED, COUNTED_OF_ONE = 200, 1000
"""So many of each group are counted; of the one that is chosen."""
_TRIED = 4
_LISTS = {"requests": "issues:requests:list", "commitments": "issues:commitments:list"}


@dataclass(frozen=True)
class Shown:
    """A group with some of its results. `url`: all of them; `list_url`: the list of such records
    with the same conditions, where there is one."""

    hits: Hits
    results: list[results.Result]
    url: str
    list_url: str = ""


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What is found, by groups, the best first; one group in pages; the nearest for nothing."""
    typed = request.GET.get("q", "").strip()
    forum = chosen_forum.forum_of(request)
    query = vocabulary.query_of(typed, forum.pk if forum else None)
    offered = _years(request)
    year = request.GET.get("year", "")
    year = year if year in dict(offered) else ""
    within = _within(request, forum, year)
    context: dict[str, Any] = {
        "query": query,
        "typed": typed[:LONGEST],
        "forum": forum,
        "year": year,
        "years": offered,
        "reads": _reads(request),
        "may_edit_terms": sees_everything(request.user),
    }
    if query:
        context["up_to_date"] = finding.catch_up()
        context |= _found(request, query, within, year)
    return render(request, "issues/search/results.html", context)


def _found(request: HttpRequest, query: Query, within: Within, year: str) -> dict[str, Any]:
    found = finding.hits(query, within, most=COUNTED)
    chosen = all_groups().get(request.GET.get("group", ""))
    if chosen is not None:
        page = _page(request, query, within, chosen)
        return {
            "found": [_shown(each, [], query, year) for each in found],
            "chosen": _shown(page.hits, page.results, query, year),
            "page": page.page,
        }
    shown = [
        _shown(each, results.shown(each.found[:AT_FIRST], query, within.actor), query, year)
        for each in found
    ]
    return {"found": shown, **({} if found else _instead(query, within))}


@dataclass(frozen=True)
class _Paged:
    hits: Hits
    results: list[results.Result]
    page: Page[Any]


def _page(request: HttpRequest, query: Query, within: Within, group: Group) -> _Paged:
    found = finding.hits(query, within, most=COUNTED_OF_ONE, group=group.key)
    hits = found[0] if found else Hits(group)
    page = Paginator(hits.found, PER_PAGE).get_page(request.GET.get("page"))
    return _Paged(hits, results.shown(list(page.object_list), query, within.actor), page)


def _instead(query: Query, within: Within) -> dict[str, Any]:
    """For nothing found: words that find something, one by one, and the nearest to the others."""
    alone = {}
    near = []
    for word in query.words[:_TRIED]:
        one = replace(query, words=(word,), without=())
        total = sum(each.total for each in finding.hits(one, within, most=COUNTED))
        if total and (len(query.words) > 1 or query.without):
            alone[word.text] = total
        elif not total and not word.phrase:
            near += [each for each in nearest.nearest(word, within) if each not in near]
    return {"alone": alone, "near": near}


def _shown(hits: Hits, some: list[results.Result], query: Query, year: str) -> Shown:
    asked = {"q": query.typed, **({"year": year} if year else {})}
    listed = _LISTS.get(hits.group.key)
    return Shown(
        hits,
        some,
        f"?{urlencode({**asked, 'group': hits.group.key})}",
        f"{reverse(listed)}?{urlencode(asked)}" if listed else "",
    )


def _years(request: HttpRequest) -> list[tuple[str, str]]:
    present = Standing.objects.now().visible_to(request.user)
    present = present.of_forum(chosen_forum.forum_of(request))
    return grown.kept(request, "years", present, partial(years, present))


def _within(request: HttpRequest, forum: Any, year: str) -> Within:
    first = date(int(year), 4, 1) if year else None
    after = date(int(year) + 1, 4, 1) if year else None
    return Within(request.user, forum.pk if forum else None, first, after)


def _reads(request: HttpRequest) -> str:
    """What was looked through, in words."""
    if sees_everything(request.user):
        return "公表前のものも含めて探しました。"
    if acting(request.user) is not None:
        return "公表されたものと、あなたの団体が読めるものを探しました。"
    return "公表されたものだけを探しました。"
