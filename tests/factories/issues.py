"""Requests and commitments, logged through the verbs."""

from datetime import date, timedelta

from django.utils import timezone

from issues.actions import commitments, local_requests
from issues.enums import FROM_TRIAGE_ON
from issues.forums import chosen_forum
from issues.models import Commitment, LocalRequest
from tests.factories.accounts import one_of_the_cast
from tests.factories.organizations import organization
from tests.factories.rows import put


def a_request(title="移行経費を支援してほしい", *, code="054348", points=("cost",), **fields):
    """A request of the organization with this code. `published`, `status` and `lead` (a ministry's
    code) are set as later moves would leave them, with what the database asks of such a status."""
    published = fields.pop("published", False)
    later = {key: fields.pop(key) for key in ("status", "due_on") if key in fields}
    lead = fields.pop("lead", None)
    given = {"kind": "request", "said_on": date(2024, 4, 5), **fields}
    local_request = local_requests.log(
        by=given.pop("by", None) or one_of_the_cast("secretariat"),
        organization=organization(code),
        title=title,
        points=[chosen_forum.first().points.get(code=point) for point in points],
        **given,
    )
    if published:
        local_requests.publish(local_request, by=one_of_the_cast("secretariat"), now=timezone.now())
    status = later.get("status")
    if lead or status in FROM_TRIAGE_ON:
        later["lead_ministry"] = organization(lead or "digital")
    if status in FROM_TRIAGE_ON:
        later["first_due_on"] = later.setdefault("due_on", timezone.localdate() + timedelta(30))
    if status == "settled":
        later["reflected_in"] = "基本方針 2.(3)"
    if status == "merged":
        later["merged_into"] = LocalRequest.objects.exclude(pk=local_request.pk).first()
    if later:
        put(LocalRequest.objects.filter(pk=local_request.pk), **later)
    return LocalRequest.objects.get(pk=local_request.pk)


def a_commitment(title="財務省と相談する", *, code="digital", points=("cost",), **fields):
    """A commitment of the organization with this code (None: of nobody in particular)."""
    published = fields.pop("published", False)
    commitment = commitments.log(
        by=one_of_the_cast("secretariat"),
        speaker="河野 太郎 大臣",
        title=title,
        said_on=date(2024, 4, 5),
        points=[chosen_forum.first().points.get(code=point) for point in points],
        organization=organization(code) if code else None,
        **fields,
    )
    if published:
        commitments.publish(commitment, by=one_of_the_cast("secretariat"), now=timezone.now())
    return Commitment.objects.get(pk=commitment.pk)
