"""書きかけ: keeps what stands in a form while it is being typed, for its writer alone."""

from __future__ import annotations

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from issues.forms import drafting
from workflow import drafts
from workflow.doors import person, place_to_return

KEY = re.compile(r"[a-z_]+(?:\.[A-Za-z0-9_-]+){1,3}")
"""What a form may be called: its kind and what it is about, e.g. ``reply.R6-0001.2``."""
LONGEST = 100


@login_required
@require_POST
def keep(request: HttpRequest, key: str) -> HttpResponse:
    """Keep the form as it stands now; one that says nothing new keeps nothing. Answers 204."""
    _refuse_unknown(key)
    drafting.keep(user=person(request), key=key, data=request.POST)
    return HttpResponse(status=204)


@login_required
@require_POST
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Throw the half-written text away and open the form anew."""
    _refuse_unknown(key)
    drafts.drop(user=person(request), key=key)
    messages.success(request, "書きかけを捨てました。")
    return redirect(place_to_return(request) or "home")


def _refuse_unknown(key: str) -> None:
    if len(key) > LONGEST or not KEY.fullmatch(key):
        raise Http404("この入力の書きかけは保存できません。")
