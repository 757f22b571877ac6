"""架空 wherever it belongs: in the row, card or object where an invented record is named.

The whole sample is set up once. Every page and every answer of the API is read as each role sees
it, for invented records of every status; nothing else of the suite knows what stands on them all.
"""

import json
import re
from dataclasses import dataclass

import pytest
from django.urls import reverse
from lxml import html

from accounts.models import User
from issues.models import Commitment, DiscussionPoint, FollowUp, LocalRequest, Opinion, Reply
from meetings.models import Meeting, MinutesImport
from organizations.models import Organization
from tests.asking import signed_in
from tests.test_permission_matrix import LINES

pytestmark = pytest.mark.django_db

MARK = "架空"
ROLES = {
    "visitor": None,
    "secretariat": "jimukyoku",
    "wt_member": "koseiin",
    "digital": "digital",
    "soumu": "soumu",
    "misato": "misato",
}
OF_EACH_KIND = {"visitor", "secretariat"}
"""Who reads the pages of records of every status; the others read one page of each kind: what makes
theirs their own are desks, start pages and forms."""
CARDS = ("tr", "li", "article", "section", "figure", "option", "fieldset", "label", "main")
"""What a reader takes in at once: the nearest of these around a name has to say it."""
APART = ("title", "script", "style")
OF_THE_MINUTES = ("meetings:detail", "meetings:review")
"""Pages that show the minutes' own words, from which titles are made; their banner says of all of
them that they are invented. Records on them are known by their numbers."""
BANNER = "架空です"
WITHOUT_A_PAGE = {"accounts:accept", "accounts:people:resend", "accounts:people:cancel"}


@pytest.fixture(scope="module")
def invented(sample):
    """The numbers and titles of all invented records, as they stand on pages."""
    requests = LocalRequest.objects.filter(fictional=True)
    commitments = Commitment.objects.filter(fictional=True)
    numbers = {row.number for row in (*requests, *commitments)}
    for meeting in Meeting.objects.filter(fictional=True):
        numbers |= {f"{meeting.body.short_name}{meeting.session_label}", meeting.title}
    titles = {row.title for row in (*requests, *commitments)}
    titles |= set(FollowUp.objects.filter(fictional=True).values_list("title", flat=True))
    return Invented(one_of(numbers), one_of(numbers | titles))


@dataclass(frozen=True)
class Invented:
    """What invented records are called: by number alone, and by number or title."""

    numbers: re.Pattern[str]
    names: re.Pattern[str]


def one_of(names):
    return re.compile("|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)))


def browser(role):
    name = ROLES[role]
    return signed_in(User.objects.get(username=name) if name else None)


def one_of_each_status(rows):
    """The first record of every status."""
    found = {}
    for row in rows:
        found.setdefault(row.status, row)
    return list(found.values())


def choices():
    """What the arguments of addresses can be, by the beginning of the address's name."""
    numbers = [
        {"number": row.number}
        for row in one_of_each_status(LocalRequest.objects.filter(fictional=True))
    ]
    answered = Reply.objects.filter(fictional=True, local_request__fictional=False).first()
    promises = one_of_each_status(Commitment.objects.filter(fictional=True))
    sizes = Organization.objects.filter(local_requests__fictional=True)
    points = [{"code": row.code} for row in DiscussionPoint.objects.all()]
    return {
        "issues:requests:": [*numbers, {"number": answered.local_request.number}],
        "issues:replies:": [{"pk": r.pk} for r in one_of_each_status(Reply.objects.all())],
        "issues:opinions:": [{"pk": o.pk} for o in one_of_each_status(Opinion.objects.all())],
        "issues:follow_ups:": [{"pk": f.pk} for f in FollowUp.objects.all()],
        "issues:points:": points,
        "issues:commitments:": [{"number": row.number} for row in promises],
        "organizations:": [{"code": c} for c in sizes.values_list("code", flat=True)[:4]],
        "api:request": numbers,
        "api:commitment": [{"number": row.number} for row in promises],
        "api:point": points,
        "api:organization": [{"code": "011002"}],
        "api:meeting": [{"pk": m.pk} for m in Meeting.objects.all()],
        "meetings:imports:": [{"pk": i.pk} for i in MinutesImport.objects.all()],
        "meetings:": [{"pk": m.pk} for m in Meeting.objects.all()],
    }


def addresses(*, each):
    """The addresses of everything that is fetched, as the permission matrix lists it: for `each`
    record that is chosen, or for the first one."""
    names = sorted({line[0] for line in LINES if line[1] == "GET"} - WITHOUT_A_PAGE)
    arguments = choices()
    for name in names:
        begins = max((b for b in arguments if name.startswith(b)), key=len, default=None)
        found = {_reversed(name, given) for given in [{}, *arguments.get(begins, [])]} - {None}
        yield from ((name, url) for url in sorted(found)[: None if each else 1])


def _reversed(name, arguments):
    try:
        return reverse(name, kwargs=arguments)
    except Exception:  # an address of another shape: it has a form of its own, or none of these
        return None


def unmarked(name, answer, invented):
    """What lacks the mark in an answer; None for a file of another sort."""
    kind, text = answer["Content-Type"].split(";")[0], answer.content.decode(errors="replace")
    if kind == "application/json":
        return unmarked_in_answer(json.loads(text), invented.names)
    if kind != "text/html":
        return None
    if name in OF_THE_MINUTES and BANNER in text:
        return unmarked_in_page(text, invented.numbers)
    return unmarked_in_page(text, invented.names)


def unmarked_in_page(page, names):
    """Names of invented records whose card does not say 架空."""
    if not page.strip():
        return []
    root, found = html.fromstring(page), set()
    said = _head(root)
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in APART or _is_way_back(element):
            continue
        for text in (element.text, *(child.tail for child in element)):
            for name in names.findall(text or ""):
                if name not in said and MARK not in text + _card(element).text_content():
                    found.add((name, _card(element).tag))
    return sorted(found)


def _head(root):
    """The words of a marked page head: what it names is marked for the whole page."""
    heads = [e.text_content() for e in root.iter("div") if e.get("class") == "page-head"]
    return " ".join(head for head in heads if MARK in head)


def _is_way_back(element):
    """The crumbs name the record of the page, whose head says what it is."""
    return any(e.get("class") == "crumbs" for e in (element, *element.iterancestors()))


def _card(element):
    nearest = next((e for e in (element, *element.iterancestors()) if e.tag in CARDS), None)
    return element.getroottree().getroot() if nearest is None else nearest


def unmarked_in_answer(value, names):
    """Names of invented records in objects that do not say so."""
    if isinstance(value, list):
        return sorted(set().union(*(unmarked_in_answer(each, names) for each in value)))
    if not isinstance(value, dict):
        return []
    here = [word for word in value.values() if isinstance(word, str)]
    says = value.get("fictional") is True or value.get("includes_fictional") is True
    found = {n for word in here if MARK not in word and not says for n in names.findall(word)}
    return sorted(found.union(*(unmarked_in_answer(each, names) for each in value.values())))


@pytest.mark.parametrize("role", ROLES)
def test_every_page_and_answer_marks_what_is_invented_where_it_names_it(role, sample, invented):
    client, wrong, read, files = browser(role), {}, set(), set()
    for name, url in addresses(each=role in OF_EACH_KIND):
        if name in files:
            continue  # a file of a sort that nobody reads here is made once
        answer = client.get(url)
        if answer.streaming:
            b"".join(answer)  # a file that is read to its end is closed
            continue
        if answer.status_code != 200:
            continue
        missing = unmarked(name, answer, invented)
        if missing is None:
            files.add(name)
            continue
        read.add(name)
        if missing:
            wrong[url] = missing

    assert wrong == {}
    assert len(read) > 15
