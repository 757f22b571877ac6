"""What searches cost the database: run in the environment of a generated one, as
`python -m benchmarks.searched`. Prints a line of JSON for each search and reader.

The words of those requests that have a life of their own are indexed as the product does it; the
documents of the others are copied within the database, as `generate` copies their rows.
"""

import json
import os
import statistics
import sys

TURNS = 5
SEARCHES = {
    "まれな言葉": "多言語",
    "よくある言葉": "経費",
    "1文字": "費",
    "2つの言葉": "経費 研修",
    "よくある2つ": "移行 経費",
    "そのまま": "「移行の経費」",
    "除く": "経費 -移行",
    "読み": "けいひ",
    "別の書き方": "取組",
    "番号": "R6-18",
    "ない言葉": "不承知な言葉",
}
_COPIED = """
INSERT INTO searching_document
    ("group", owner, noun, key, forum, day, title, text, forms, readings, keys)
SELECT d."group", d.owner + n * %(owner)s, d.noun, d.key + n * %(key)s, d.forum, d.day, d.title,
    d.text, d.forms, d.readings, d.keys
FROM searching_document d, generate_series(1, %(more)s) n
WHERE d."group" = %(group)s AND d.id <= %(last)s AND d.noun = ANY (%(nouns)s)
    AND EXISTS (SELECT FROM {table} r WHERE r.id = d.key + n * %(key)s)
"""


def index(each):
    """Documents of all requests and what hangs on them, where `each` requests share a life."""
    from django.db import connection, models

    from coordination.generating.world import KEYS_EACH
    from issues.models import LocalRequest, Opinion, Reply
    from issues.search import groups as of_issues
    from searching import indexing
    from searching.groups import all_groups
    from searching.models import Change, Document

    Change.objects.all().delete()
    first = LocalRequest.objects.aggregate(first=models.Min("pk"))["first"]
    own = list(
        LocalRequest.objects.annotate(place=(models.F("pk") - first) % each)
        .filter(place=0)
        .values_list("pk", flat=True)
    )
    on = {"requests": own, "voices": own}
    on["replies"] = list(Reply.objects.filter(local_request__in=own).values_list("pk", flat=True))
    on["opinions"] = list(
        Opinion.objects.filter(reply__local_request__in=own).values_list("pk", flat=True)
    )
    for key, keys in on.items():
        for at in range(0, len(keys), indexing.STEP):
            indexing.make(all_groups()[key], keys[at : at + indexing.STEP])
    last = Document.objects.aggregate(last=models.Max("pk"))["last"]
    tables = {"request": "issues_localrequest", "reply": "issues_reply"}
    tables |= {"opinion": "issues_opinion"}
    tables |= {noun: model._meta.db_table for noun, model, _, _ in of_issues._VOICES}
    with connection.cursor() as cursor:
        # Made at once in the end, as a migration would: row by row takes very much longer.
        cursor.execute("DROP INDEX searched_keys")
        for group, noun in (
            ("requests", "request"), ("replies", "reply"), ("opinions", "opinion"),
            *(("voices", noun) for noun, *_ in of_issues._VOICES),
        ):  # fmt: skip
            cursor.execute(
                _COPIED.format(table=tables[noun]),
                {
                    "group": group, "nouns": [noun], "last": last, "more": each - 1,
                    "owner": 1 if group in ("requests", "voices") else KEYS_EACH,
                    "key": 1 if noun == "request" else KEYS_EACH,
                },
            )  # fmt: skip
        cursor.execute("CREATE INDEX searched_keys ON searching_document USING gin (keys)")
        cursor.execute("VACUUM ANALYZE searching_document")


def measure():
    """Asks each search as a reader of each sort, and prints what the database took."""
    from django.contrib.auth.models import AnonymousUser
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from accounts.enums import Role
    from accounts.models import Membership
    from issues.search import vocabulary
    from searching import finding
    from searching.finding import Within
    from searching.models import Document

    office = Membership.objects.select_related("user").filter(role=Role.SECRETARIAT).first()
    office.user.acting = office
    readers = {"一般": AnonymousUser(), "事務局": office.user}
    for role in (Role.MINISTRY, Role.LOCAL):
        member = Membership.objects.select_related("user").filter(role=role).first()
        member.user.acting = member
        readers[str(role.label)] = member.user
    print(json.dumps({"documents": Document.objects.count()}), flush=True)
    for name, typed in SEARCHES.items():
        query = vocabulary.query_of(typed, None)
        for reader, actor in readers.items():
            took = []
            for _ in range(TURNS):
                with CaptureQueriesContext(connection) as asked:
                    found = finding.hits(query, Within(actor), most=200)
                took.append(1000 * sum(float(each["time"]) for each in asked.captured_queries))
            said = {each.group.label: f"{each.total}{'+' * each.more}" for each in found}
            line = {"search": name, "typed": typed, "reader": reader}
            line |= {"ms": round(statistics.median(took), 1), "found": said}
            print(json.dumps(line, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
    import django

    django.setup()
    from searching.models import Document

    if Document.objects.filter(group="requests").count() < 1000:
        index(int(sys.argv[1]))
    measure()
