"""People, memberships, invitations, sign-in."""
