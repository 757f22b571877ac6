"""Numbers of speeches that were saved before speeches had any, edition after edition."""

from importlib import import_module

import pytest
from django.apps import apps

from meetings.models import Speech
from tests.factories.minutes import Said, edition, minutes

pytestmark = pytest.mark.django_db

OPENING = Said("ただ今から会議を開催いたします。よろしくお願いします。", by="議長")
WISH = Said("移行の費用を国が持ってほしいと考えております。", by="町長")
STAFF = Said("デジタル人材が町では足りません。県と一緒に確保したいです。", by="知事")
THANKS = Said("本日はお忙しい中お集まりいただき、ありがとうございました。", by="議長")


def numbers():
    rows = Speech.objects.order_by("source__meeting_id", "source__edition", "index")
    found = {}
    for speech in rows.select_related("source"):
        found.setdefault((speech.source.meeting_id, speech.source.edition), []).append(
            speech.number
        )
    return list(found.values())


def test_old_rows_get_the_numbers_that_saving_gives():
    meeting = minutes(OPENING, WISH, THANKS)
    edition(meeting, OPENING, STAFF, THANKS)
    edition(meeting, OPENING, WISH, STAFF, THANKS)
    minutes(OPENING, WISH, number=2)
    saved = numbers()
    for speech in Speech.objects.all():
        Speech.objects.filter(pk=speech.pk).update(number=1000 + speech.pk)

    import_module("meetings.migrations.0020_fill_speech_numbers").fill(apps, None)

    assert saved == [[1, 2, 3], [1, 4, 3], [1, 2, 4, 3], [1, 2]]
    assert numbers() == saved
