"""NUL: kept out at the door, and nothing else of what was typed is lost."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from meetings.models import MinutesSource
from workflow import drafts

pytestmark = pytest.mark.django_db
ADDRESSES = (
    "/requests/a%00b/",
    "/api/requests/a%00b/",
    "/ledger/?ministry=%00",
    "/overview/flow/?before=%00",
    "/requests/?q=%00",
    "/api/requests/?%00=1",
)


@pytest.mark.parametrize("path", ADDRESSES)
def test_an_address_with_it_is_told_so(path, client, points):
    answer = client.get(path)

    assert answer.status_code == 400
    if path.startswith("/api/"):
        assert answer["Content-Type"] == "application/problem+json"
        assert json.loads(answer.content)["detail"].endswith("。")
    else:
        assert "送られた内容を読み取れませんでした" in answer.content.decode()


def test_in_a_form_it_is_left_out_and_the_rest_stays(as_, secretariat):
    key = "reply.R6-0001.1"

    as_(secretariat).post(f"/drafts/{key}/", {"te\x00xt": "表から\x00貼った回答"})

    assert drafts.find(user=secretariat, key=key).fields == {"text": "表から貼った回答"}


def test_a_file_that_comes_along_keeps_its_bytes(as_, secretariat, points):
    data = "○松田町長　費用を国で負担してほしい。".encode()
    as_(secretariat).post(
        "/meetings/import/", {"file": SimpleUploadedFile("a\x00b.txt", data), "text": "\x00"}
    )

    source = MinutesSource.objects.get()
    with source.file.open() as kept:
        assert kept.read() == data
    assert "\x00" not in source.filename
