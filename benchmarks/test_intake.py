"""What bringing in ten thousand requests from a sheet takes: processor time and memory."""

import resource
import time

import psutil
import pytest
from django.db import connection

from issues.actions import intakes
from issues.models import Intake, IntakeRow, LocalRequest
from tests.issues.intake.factories import checked, xlsx

pytestmark = pytest.mark.django_db(transaction=True)
MEGABYTE = 1024 * 1024
ASK = "各種証明書の申請様式を省令で定め、全国の自治体で同じ様式を使えるようにする。" * 4
TROUBLE = "様式が自治体ごとに異なり、転入した住民への説明と職員の確認に時間がかかっている。" * 10


def a_sheet(count, bad):
    """So many rows, some of them with an error: no title, a body that nobody knows, too long."""
    wrong = [
        ("", "秋田県美郷町", ASK),
        (None, "秋田県存在町", ASK),
        (None, "秋田県美郷町", ASK * 3),
    ]
    rows = []
    for number in range(count):
        title, body, ask = f"第{number}号の手続の様式を全国で統一してほしい", "秋田県美郷町", ASK
        if number % (count // bad) == 0:
            other, body, ask = wrong[number % 3]
            title = title if other is None else other
        rows.append((f"A-{number}", body, title, ask, f"{number}。{TROUBLE}"))
    return xlsx(*rows)


class Used:
    """Processor time of this process, its children and its backend of PostgreSQL, and memory."""

    def __init__(self):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            self.backend = psutil.Process(cursor.fetchone()[0])
        self.begun = self._now()

    def _now(self):
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        backend = self.backend.cpu_times()
        return (
            time.process_time(),
            children.ru_utime + children.ru_stime,
            backend.user + backend.system,
            time.monotonic(),
        )

    def told(self, what):
        now = self._now()
        own, child, backend, wall = (b - a for a, b in zip(self.begun, now, strict=True))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{what}: {own + child + backend:.1f} s of processor time (own {own:.1f}, reader "
            f"{child:.1f}, PostgreSQL {backend:.1f}), {wall:.0f} s on the clock, peak {peak} MB"
        )
        self.begun = now


@pytest.mark.parametrize("count", [2_000, 10_000])
def test_requests_from_a_sheet(count, secretariat, points, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    data = a_sheet(count, 200)
    print(f"\n{count} rows, 200 of them with errors, {len(data) / MEGABYTE:.1f} MB")
    used = Used()

    intake = checked(secretariat, data)
    used.told("read twice and checked")
    wrong = IntakeRow.objects.filter(intake=intake).wrong().count()
    intakes.finish(intakes.make(intake, by=secretariat, which="good"))
    used.told("made")

    assert Intake.objects.get(pk=intake.pk).status == "made"
    assert LocalRequest.objects.count() == count - wrong
    assert wrong == 200
