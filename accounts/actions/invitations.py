"""招待: asking somebody by mail to act for an organization, and what becomes of it."""

from __future__ import annotations

from datetime import datetime

import pghistory
from django.db import transaction
from django.utils import timezone

from accounts import tasks
from accounts.actions.people import join, refuse_misfit, refuse_others
from accounts.enums import AccountVerb, Delivery, Role
from accounts.models import Invitation, Membership, User
from accounts.models.invitation import VALID, hashed, new_seed
from accounts.records.people import record
from accounts.refusals import NotPossible
from organizations.models import Organization

ENDED = "この招待は、もう使えません。招待した事務局に、もう一度送るよう頼んでください。"


@transaction.atomic
def invite(
    *,
    by: User,
    address: str,
    display_name: str,
    organization: Organization,
    role: Role | str,
    base_url: str,
) -> Invitation:
    """Invite the person who reads mail at `address`. The mail goes out in the background; its
    link leads below `base_url`. Raises `NotPossible`."""
    refuse_others(by)
    refuse_misfit(role, organization)
    _refuse_twice(address, organization, role)
    now = timezone.now()
    invitation = Invitation(
        address=address,
        display_name=display_name.strip(),
        organization=organization,
        role=role,
        base_url=base_url,
        invited_by=by,
        invited_at=now,
        expires_at=now + VALID,
        token_sha256=new_seed(),  # until the key is known from which the link is made
    )
    with pghistory.context(verb="invite", by=by.pk):
        invitation.save()
        invitation.token_sha256 = hashed(invitation.token)
        invitation.save(update_fields=["token_sha256"])
    _record(AccountVerb.INVITED, invitation, by=by)
    tasks.queue_invitation(invitation.pk, invitation.seed)
    return invitation


@transaction.atomic
def resend(invitation: Invitation, *, by: User) -> Invitation:
    """Send a new link, good for another seven days; the old one leads nowhere any more."""
    refuse_others(by)
    invitation = _locked(invitation)
    now = timezone.now()
    invitation.seed = new_seed()
    invitation.token_sha256 = hashed(invitation.token)
    invitation.expires_at = now + VALID
    invitation.delivery, invitation.problem, invitation.sent_at = Delivery.WAITING, "", None
    with pghistory.context(verb="resend", by=by.pk):
        invitation.save()
    _record(AccountVerb.RESENT, invitation, by=by)
    tasks.queue_invitation(invitation.pk, invitation.seed)
    return invitation


@transaction.atomic
def cancel(invitation: Invitation, *, by: User) -> Invitation:
    """Take the invitation back; its link leads nowhere any more."""
    refuse_others(by)
    invitation = _locked(invitation)
    invitation.cancelled_at = timezone.now()
    with pghistory.context(verb="cancel", by=by.pk):
        invitation.save(update_fields=["cancelled_at"])
    _record(AccountVerb.CANCELLED, invitation, by=by)
    return invitation


@transaction.atomic
def register(
    invitation: Invitation, *, username: str, display_name: str, password: str, now: datetime
) -> User:
    """Accept as somebody new: makes the person with the invitation's address and membership."""
    invitation = _locked(invitation, usable_at=now)
    if account_at(invitation.address) is not None:
        raise NotPossible("このメールアドレスの利用者が、すでにいます。ログインしてください。")
    person = User(username=username, display_name=display_name.strip(), email=invitation.address)
    person.set_password(password)
    with pghistory.context(verb="register"):
        person.save()
    record(AccountVerb.REGISTERED, by=person, person=person, invitation=invitation)
    _end(invitation, person, now=now)
    return person


@transaction.atomic
def accept(invitation: Invitation, *, by: User, now: datetime) -> User:
    """Accept as somebody who is here already; only the owner of the address can."""
    invitation = _locked(invitation, usable_at=now)
    if account_at(invitation.address) != by:
        raise NotPossible("この招待は、別のメールアドレスの人に宛てたものです。")
    _end(invitation, by, now=now)
    return by


def account_at(address: str) -> User | None:
    """The person with this mail address."""
    return User.objects.filter(email__iexact=address).first()


def by_token(token: str) -> Invitation | None:
    """The invitation that a link leads to, whatever has become of it."""
    rows = Invitation.objects.select_related("organization", "invited_by")
    return rows.filter(token_sha256=hashed(token)).first()


def _refuse_twice(address: str, organization: Organization, role: Role | str) -> None:
    mine = Membership.objects.filter(user__email__iexact=address)
    if mine.filter(organization=organization, role=role).exists():
        raise NotPossible("このメールアドレスの人には、すでにこの所属があります。")
    same = Invitation.objects.open().filter(address__iexact=address)
    if same.filter(organization=organization, role=role).exists():
        raise NotPossible(
            "同じ招待を、すでに送っています。招待の一覧から、もう一度送ることができます。"
        )


def _locked(invitation: Invitation, *, usable_at: datetime | None = None) -> Invitation:
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("organization")
    fresh = rows.get(pk=invitation.pk)
    if not (fresh.is_open if usable_at is None else fresh.is_usable(usable_at)):
        raise NotPossible(ENDED if usable_at else "この招待は、すでに終わっています。")
    return fresh


def _end(invitation: Invitation, person: User, *, now: datetime) -> None:
    invitation.accepted_by, invitation.accepted_at = person, now
    with pghistory.context(verb="accept", by=person.pk):
        invitation.save(update_fields=["accepted_by", "accepted_at"])
        join(person, by=person, organization=invitation.organization, role=invitation.role)


def _record(verb: AccountVerb, invitation: Invitation, *, by: User) -> None:
    record(
        verb,
        by=by,
        invitation=invitation,
        person=account_at(invitation.address),
        organization=invitation.organization,
        role=invitation.role,
    )
