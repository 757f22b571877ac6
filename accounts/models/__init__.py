"""People, the organizations they act for, invitations, and the record of all of these."""

from accounts.models.access import AccessEvent, SignInAttempt
from accounts.models.event import AccountEvent
from accounts.models.invitation import Invitation
from accounts.models.people import Membership, User

__all__ = [
    "AccessEvent",
    "AccountEvent",
    "Invitation",
    "Membership",
    "SignInAttempt",
    "User",
]
