"""How the dashboards grow with the requests that they count. Run with `make bench`."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.contenttypes.models import ContentType

from benchmarks.ratios import ratio, say
from issues.models import DiscussionPoint, LocalRequest, Reply, RequestPoint
from tests.factories.accounts import one_of_the_cast
from tests.factories.issues import a_request
from tests.factories.organizations import organization
from workflow.models import HistoryEntry, StatusChange

FEW, MANY = 500, 5_000
ASKED = datetime(2024, 4, 10, 12, tzinfo=ZoneInfo("Asia/Tokyo"))


def answered(code, count, *, first):
    """So many answered requests of one point, each with its record."""
    model = a_request("見本", points=(code,), published=True, status="replied")
    point = DiscussionPoint.objects.get(code=code)
    rows = []
    for serial in range(first, first + count):
        copy = LocalRequest.objects.get(pk=model.pk) if not rows else _copy(rows[0])
        copy.pk, copy.number, copy.first_due_on = None, f"R5-{serial:04d}", date(2024, 5, 10)
        rows.append(copy)
    made = LocalRequest.objects.bulk_create(rows, batch_size=1000)
    RequestPoint.objects.bulk_create(
        RequestPoint(local_request=row, point=point, primary=True) for row in made
    )
    writer = one_of_the_cast("digital")
    Reply.objects.bulk_create(_reply(row, number, writer) for number, row in enumerate(made))
    kind = ContentType.objects.get_for_model(LocalRequest)
    entries = [
        HistoryEntry(content_type=kind, object_id=row.pk, recorded_at=at, **said)
        for number, row in enumerate(made)
        for at, said in _record(row, number)
    ]
    HistoryEntry.objects.bulk_create(entries, batch_size=2000)
    StatusChange.objects.bulk_create(
        StatusChange(
            entry=entry, content_type=kind, object_id=entry.object_id, from_status="logged",
            to_status="triaged" if entry.verb == "triage" else "replied",
            effective_at=entry.recorded_at, recorded_at=entry.recorded_at,
        )
        for entry in entries
    )  # fmt: skip


def _copy(row):
    fields = {f.attname: getattr(row, f.attname) for f in LocalRequest._meta.concrete_fields}
    return LocalRequest(**fields)


def _reply(row, number, writer):
    return Reply(
        local_request=row, ministry=row.lead_ministry, round=1, claimed_class="studying",
        reply_class="studying", text="検討します。", status="published",
        submitted_at=ASKED + timedelta(days=number % 40), published_at=ASKED,
        written_by=writer,
    )  # fmt: skip


def _record(row, number):
    due = {"due_on": [None, "2024-05-10"], "lead_ministry_id": [None, row.lead_ministry_id]}
    yield ASKED, {"verb": "triage", "label": "論点整理", "changes": due}
    answered_at = ASKED + timedelta(days=number % 40)
    ministry = row.lead_ministry
    yield answered_at, {"verb": "reply", "label": "回答", "acting_for": ministry}


@pytest.mark.parametrize("address", ["", "ministries/", "places/"])
def test_a_dashboard_grows_no_faster_than_what_it_counts(address, client, secretariat, points):
    organization("digital")
    answered("talent", FEW, first=1)
    answered("cost", MANY, first=FEW + 1)
    client.force_login(secretariat)

    def page(code):
        def load():
            assert client.get(f"/overview/{address}?point={code}").status_code == 200

        return load

    say(
        f"全体の状況 /overview/{address}：{MANY}件と{FEW}件",
        ratio(page("talent"), page("cost"), rounds=3),
    )
