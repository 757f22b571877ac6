"""All that can be read: every page, answer and file about a request and its meeting, as text."""

import io
import json
import zipfile

from django.utils.http import urlencode

from issues.columns import declared
from tests.opened import pages_of

NOTHING = (302, 403, 404, 410)


def texts(client, paths):
    """What each address says to this browser; "" where it says nothing."""
    return {path: text_of(client.get(path)) for path in paths}


def text_of(answer):
    """The words of an answer, whatever it is: page, JSON, CSV, workbook, Word, PDF."""
    if answer.status_code in NOTHING:
        return ""
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return "".join(
                packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")
            )
    if data.startswith(b"%PDF") and b"startxref" in data:
        return "".join(pages_of(data)).replace("\r\n", "")
    if answer["Content-Type"].startswith("application/json"):
        return str(json.loads(data))
    return data.decode(errors="replace")


EVERY_COLUMN = ",".join(each.name for each in declared.COLUMNS)


def lists(*words):
    """Every list, also looked through for these words, and its files."""
    searched = [urlencode({"q": word}) for word in words]
    return (
        "/", "/requests/", "/requests/?status=merged", "/requests/print/", "/points/",
        "/points/cost/", "/points/cost/brief/", "/points/cost/brief.pdf",
        "/points/cost/brief.docx", "/commitments/", "/organizations/", "/organizations/054348/",
        "/organizations/digital/", "/meetings/", "/overview/", "/ledger/", "/changes/",
        "/removals/", "/api/requests/", "/api/commitments/", "/api/meetings/", "/api/removals/",
        "/exports/make/overview.xlsx/", "/exports/make/overview.csv/",
        "/exports/make/overview.jsonl/", f"/requests/?columns={EVERY_COLUMN}",
        *(f"/requests/?{each}" for each in searched),
        *(f"/commitments/?{each}" for each in searched),
        *(f"/api/requests/?{each}" for each in searched),
        *(f"/exports/make/overview.csv/?{each}" for each in searched),
    )  # fmt: skip


def of_request(local_request):
    """Its own page, answer and papers."""
    here = f"/requests/{local_request.number}/"
    return (here, f"{here}dossier.pdf", f"{here}dossier.docx", f"/api{here}")


def of_commitment(commitment):
    return (f"/commitments/{commitment.number}/", f"/api/commitments/{commitment.number}/")


def of_meeting(meeting):
    """Its pages, its file and its report."""
    here = f"/meetings/{meeting.pk}/"
    return (
        here, f"/api{here}", f"{here}?edition=1", f"{here}source/", f"{here}source/?edition=1",
        f"{here}report/", f"{here}report.pdf", f"{here}report.docx",
        *(f"{here}report/public/overview.{sort}" for sort in ("xlsx", "csv")),
    )  # fmt: skip
