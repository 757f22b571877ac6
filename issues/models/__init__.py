from issues.models.commitment import Commitment, CommitmentPoint
from issues.models.local_request import LocalRequest, RequestPoint
from issues.models.numbering import NumberSeries
from issues.models.point import DiscussionPoint

__all__ = (
    "Commitment",
    "CommitmentPoint",
    "DiscussionPoint",
    "LocalRequest",
    "NumberSeries",
    "RequestPoint",
)
