"""Everything that an outsider can fetch, from the URL configuration: a new address is in it.

An address that takes an argument which nothing here can make fails the test (`KeyError`), so that
a new page cannot be forgotten.
"""

import io
import json
import re
import zipfile
from html import unescape
from itertools import product

from django.urls import URLPattern, get_resolver, reverse

from issues.columns import declared
from issues.models import (
    Commitment,
    Correction,
    DiscussionPoint,
    DueChange,
    Export,
    FollowUp,
    Handover,
    Intake,
    Joining,
    Judgement,
    LocalRequest,
    Opinion,
    ProgressNote,
    ProgressReport,
    Reply,
    ReplyAttachment,
    SavedList,
    Settlement,
)
from issues.views.requests import in_bulk
from jobs.models import Job
from meetings.models import (
    Handling,
    Meeting,
    MinutesImport,
    Passage,
    SessionDecision,
    Suggestion,
    WordTrial,
)
from publication.models import Batch, BatchItem, Removal
from publication.rehearsal import publishable
from publication.removals import removable
from searching.groups import all_groups
from tests import opened
from tests.asking import signed_in
from tests.factories.accounts import one_of_the_cast

READERS = ("visitor", "another_town", "another_ministry")
POINTS = ("cost", "talent")
"""Those that the moves use; the others hold nothing."""
FILES = ("pdf", "docx", "xlsx", "csv", "jsonl")
EVERY_COLUMN = ",".join(each.name for each in declared.COLUMNS)
SLOW = ("/exports/make/", "/api/schema/")
"""Papers, lists and the API's description take long to make: they are read at the end of a run."""


def _keys(rows, name="pk", field="pk"):
    return [{name: value} for value in rows.values_list(field, flat=True)]


def subjects():
    """What an address is about, by the beginning of its name."""
    numbers = _keys(LocalRequest.objects.all(), "number", "number")
    promises = _keys(Commitment.objects.all(), "number", "number")
    meetings = _keys(Meeting.objects.all())
    points = _keys(DiscussionPoint.objects.filter(code__in=POINTS), "code", "code")
    removals = _keys(Removal.objects.all())
    places = [{"code": code} for code in ("054348", "232033", "digital")]
    return {
        "issues:requests:": numbers,
        "issues:requests:in_bulk": [{"act": each} for each in in_bulk.ACTS],
        "issues:handovers:": _keys(Handover.objects.all()),
        "issues:intakes:": _keys(Intake.objects.all()),
        "issues:saved_lists:": _keys(SavedList.objects.all()),
        "issues:requests:publish_voice": _voices(),
        "issues:requests:take_back_voice": _voices(),
        "reports:exports:make": [{}],
        "issues:replies:": _keys(Reply.objects.all()),
        "issues:opinions:": _keys(Opinion.objects.all()),
        "issues:follow_ups:": _keys(FollowUp.objects.all()),
        "issues:commitments:": promises,
        "issues:points:": points,
        "reports:dossier_": numbers,
        "reports:brief": points,
        "reports:exports:": _keys(Export.objects.all(), "token", "token"),
        "issues:drafts:": [{"key": "reply.R6-1.1"}],
        "organizations:": places,
        "meetings:imports:": _keys(MinutesImport.objects.all()),
        "meetings:words:": _keys(WordTrial.objects.all()),
        "meetings:": meetings,
        "issues:corrections:": _keys(Correction.objects.all()),
        "issues:due_slip": _keys(DueChange.objects.all()),
        "issues:joinings:": _keys(Joining.objects.all()),
        "publication:batches:": _keys(Batch.objects.all()),
        "publication:rehearse": [
            {"key": row.key, **key}
            for row in publishable.table().values()
            for key in _keys(row.model.objects)
        ],
        "publication:removals:": removals,
        "publication:removals:unpublish": _each_of(removable.rows()),
        "api:removal": removals,
        "api:request": numbers,
        "api:commitment": promises,
        "api:point": points,
        "api:meeting": meetings,
        "api:organization": places,
        "work-": _keys(Job.objects.all()),
        "accounts:people:": [{"pk": 1}],
        "accounts:accept": [{"token": "f" * 64}],
    }


def parts():
    """The addresses of parts, by the argument that names the part: each with what it belongs to."""

    def paired(model, holder, name):
        return [
            {"pk": above, name: pk} for above, pk in model.objects.values_list(f"{holder}_id", "pk")
        ]

    return {
        "attachment": paired(ReplyAttachment, "reply", "attachment"),
        "handling": paired(Handling, "meeting", "handling"),
        "decision": paired(SessionDecision, "meeting", "decision"),
        "note": paired(ProgressNote, "follow_up", "note"),
        "item": paired(BatchItem, "batch", "item"),
    }


def _voices():
    return [
        {"number": said.local_request.number, "kind": kind, "pk": said.pk}
        for kind, model in (
            ("progress", ProgressReport),
            ("judgement", Judgement),
            ("settlement", Settlement),
        )
        for said in model.objects.select_related("local_request")
    ]


def _each_of(rows):
    return [{"kind": row.key, **key} for row in rows.values() for key in _keys(row.model.objects)]


def arguments():
    """What else an address can take, by the name of the argument."""
    return {
        "suggestion": [k["pk"] for k in _keys(Suggestion.objects.all())[:2]],
        "membership": [1],
        "verb": ["start_discussion", "dismiss"],
        "old": [1, 2],
        "new": [1, 2],
        "number": [1, 2, 3],
        "code": ["cost"],
        "audience": ["public", "team"],
        "key": [f"overview.{kind}" for kind in ("csv", "xlsx", "pdf")],
    }


def patterns(resolver=None, prefix="", taken=()):
    """(name, names of its arguments) of every address of the URL configuration."""
    for pattern in (resolver or get_resolver()).url_patterns:
        names = (*taken, *pattern.pattern.converters)
        if not names and "?P<" in str(pattern.pattern):
            names = (*taken, *re.findall(r"\?P<(\w+)>", str(pattern.pattern)))
        if isinstance(pattern, URLPattern):
            yield prefix + (pattern.name or str(pattern.pattern)), names
        else:
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from patterns(pattern, inner, names)


def addresses():
    """Every address with every choice of its arguments, and the conditions that show the past,
    other editions and the places of quotes."""
    about, more, below = subjects(), arguments(), parts()
    for name, names in sorted(set(patterns())):
        begins = max((each for each in about if name.startswith(each)), key=len, default="")
        found = next((below[each] for each in names if each in below), about.get(begins, [{}]))
        for subject in found if names else [{}]:
            given = {key: [value] for key, value in subject.items() if key in names}
            given |= {key: more[key] for key in names if key not in given}
            for chosen in product(*given.values()):
                yield reverse(name, kwargs=dict(zip(given, chosen, strict=True)))
    yield from conditions()


def conditions():
    """Addresses that look elsewhere than the plain page: then, an earlier edition, a quote."""
    closed = list(Meeting.objects.filter(status="closed").values_list("pk", flat=True))
    for pk in closed[-2:]:
        for path in ("/", "/requests/", "/points/", "/points/cost/", "/overview/", "/changes/"):
            yield f"{path}?as_of={pk}"
        for number in LocalRequest.objects.values_list("number", flat=True):
            yield f"/requests/{number}/?as_of={pk}"
            yield f"/api/requests/{number}/?as_of={pk}"
        yield f"/api/requests/?as_of={pk}"
        yield f"/requests/?as_of={pk}&columns={EVERY_COLUMN}"
    for meeting in Meeting.objects.all():
        for edition in range(1, meeting.sources.count() + 1):
            yield f"/meetings/{meeting.pk}/?edition={edition}"
            yield f"/meetings/{meeting.pk}/source/?edition={edition}"
    for passage in Passage.objects.select_related("speech__source"):
        yield f"/meetings/{passage.speech.source.meeting_id}/?passage={passage.pk}"
        yield passage.get_absolute_url().partition("#")[0]
    yield f"/requests/?columns={EVERY_COLUMN}"
    yield "/search/?q=標"  # stands in every word that is planted
    for group in all_groups():
        yield f"/search/?q=標&group={group}"
    for kind in FILES[2:]:
        yield f"/exports/make/overview.{kind}/"


def browser(reader):
    return signed_in(None if reader == "visitor" else one_of_the_cast(reader))


def text_of(answer):
    """All words of an answer of any kind, without the marks of its language."""
    data = b"".join(answer) if answer.streaming else answer.content
    if data.startswith(b"%PDF"):
        return opened.text_of(data) if b"%%EOF" in data else ""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            data = b"".join(parts.read(name) for name in parts.namelist())
        return unescape(re.sub(r"<[^>]+>", "", data.decode(errors="replace")))
    if "json" in answer["Content-Type"] and "ndjson" not in answer["Content-Type"]:
        return json.dumps(json.loads(data), ensure_ascii=False)
    return unescape(data.decode(errors="replace"))


def read(reader, *, files):
    """(address, its words) of everything that the reader gets."""
    client = browser(reader)
    for url in addresses():
        path = url.split("?")[0]
        is_file = path.rsplit(".", 1)[-1] in FILES or path.startswith(SLOW)
        if is_file and not files:
            continue
        answer = client.get(url)
        words = text_of(answer)
        words += " ".join(str(value) for value in answer.headers.values())
        yield url, words
