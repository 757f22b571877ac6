"""Where a request stands, in one plain sentence that comes before everything else."""

from __future__ import annotations

from issues.enums import RequestStatus
from issues.models import LocalRequest

R = RequestStatus

_SENTENCES = {
    R.LOGGED: "受付しました。論点整理を待っています。",
    R.TRIAGED: "論点を整理しました。{ministry}が検討を始めるのを待っています。",
    R.UNDER_REVIEW: "{ministry}が検討しています。",
    R.REPLIED: "{ministry}が回答しました。{organization}の見解を待っています。",
    R.RECONSIDERING: "{organization}が再検討を求めました。{ministry}がもう一度検討しています。",
    R.SETTLED: "決着しました。",
    R.WITHDRAWN: "取り下げられました。",
    R.MERGED: "ほかの要望に統合されました。",
}


def sentence(local_request: LocalRequest) -> str:
    """What has happened and who is to act next."""
    lead = local_request.lead_ministry
    return _SENTENCES[R(local_request.status)].format(
        ministry=lead.name if lead else "担当府省", organization=local_request.organization.name
    )
