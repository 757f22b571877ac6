from issues.models.alike import CommitmentTerms, RequestTerms, SameAsk
from issues.models.asked.asking import Asking
from issues.models.asked.handover import Handover
from issues.models.commitment import Commitment, CommitmentPoint
from issues.models.correction import Correction
from issues.models.export import Export
from issues.models.follow_up import DueChange, FollowUp, ProgressNote
from issues.models.forum import Forum
from issues.models.intake import ColumnMemory, Intake, IntakeRow
from issues.models.joining import Joining
from issues.models.local_request import LocalRequest, RequestPoint
from issues.models.numbering import NumberSeries
from issues.models.opinion import Opinion
from issues.models.personal.following import Following
from issues.models.personal.look import Look
from issues.models.personal.saved_list import SavedList
from issues.models.point import DiscussionPoint
from issues.models.reply import Reply, ReplyAttachment
from issues.models.round import Round
from issues.models.slip import DueSlip
from issues.models.standing import Standing
from issues.models.term import SearchTerm
from issues.models.voices import Judgement, ProgressReport, Settlement

__all__ = (
    "Asking",
    "ColumnMemory",
    "Commitment",
    "CommitmentPoint",
    "CommitmentTerms",
    "Correction",
    "DiscussionPoint",
    "DueChange",
    "DueSlip",
    "Export",
    "FollowUp",
    "Following",
    "Forum",
    "Handover",
    "Intake",
    "IntakeRow",
    "Joining",
    "Judgement",
    "LocalRequest",
    "Look",
    "NumberSeries",
    "Opinion",
    "ProgressNote",
    "ProgressReport",
    "Reply",
    "ReplyAttachment",
    "RequestPoint",
    "RequestTerms",
    "Round",
    "SameAsk",
    "SavedList",
    "SearchTerm",
    "Settlement",
    "Standing",
)
