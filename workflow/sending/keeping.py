"""What was typed into a form that came without a valid sign-in: kept for the person whose form it
was, and put back into that form once that person has signed in again. It is not sent by itself."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.models import User
from workflow.models import Draft
from workflow.sending import tokens

FIELD = "kept"
"""Leads back to what was kept: in the address of the page, and in the form that was filled."""
KEPT = timedelta(days=1)
MOST = 20
"""Forms kept for one person; a further one takes the place of the oldest."""
_KEY = "sent."
_SECRET = "password"
_OURS = frozenset({"csrfmiddlewaretoken", tokens.FIELD, FIELD})


@dataclass(frozen=True)
class KeptForm:
    """Where the form was sent, what stood in its fields, and which files were chosen."""

    number: str
    path: str
    fields: dict[str, list[str]]
    files: list[str]


def keep(request: HttpRequest, owner: int) -> str:
    """Keep the form for its owner. Gives the address of its page, where it is put back."""
    person = User.objects.filter(pk=owner).first()
    page = _page_of(request)
    if person is None:
        return page
    number = secrets.token_hex(8)
    fields = {
        name: [value.replace("\0", "") for value in values]
        for name, values in request.POST.lists()
        if name not in _OURS and _SECRET not in name
    }
    files = [file.name or "" for _, each in request.FILES.lists() for file in each]
    content = {"path": request.path, "fields": fields, "files": files}
    Draft.objects.create(user=person, key=_KEY + number, fields=content)
    _leave_the_newest(person)
    return with_number(page, number)


def with_number(address: str, number: str) -> str:
    """The address of a page with what leads back to the kept form."""
    parts = urlsplit(address)
    asked = [pair for pair in parse_qsl(parts.query, True) if pair[0] != FIELD]
    return parts._replace(query=urlencode([*asked, (FIELD, number)])).geturl()


def find(user: User, number: str) -> KeptForm | None:
    """What was kept under this number for this person, and for nobody else."""
    since = timezone.now() - KEPT
    draft = Draft.objects.filter(user=user, key=_KEY + number[:40], saved_at__gt=since).first()
    return None if draft is None else KeptForm(number, **draft.fields)


def drop(user: User, number: str) -> None:
    """It has been sent."""
    Draft.objects.filter(user=user, key=_KEY + number[:40]).delete()


def forget(*, now: datetime) -> int:
    """Drop what nobody came back for; gives how many."""
    return Draft.objects.filter(key__startswith=_KEY, saved_at__lt=now - KEPT).delete()[0]


def _leave_the_newest(person: User) -> None:
    kept = Draft.objects.filter(user=person, key__startswith=_KEY).order_by("-saved_at", "-pk")
    Draft.objects.filter(pk__in=[draft.pk for draft in kept.only("pk")[MOST:]]).delete()


def _page_of(request: HttpRequest) -> str:
    """The page that the form stood on. Browsers say it within one site; else where it went."""
    said = request.headers.get("HX-Current-URL") or request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(said, {request.get_host()}):
        parts = urlsplit(said)
        if not parts.path.endswith(tuple(settings.PAGES_WITHOUT_RETURN)):
            return parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    return request.path
