"""Signing in and out, one's own account, invitations, and the people of the secretariat's care."""

from __future__ import annotations

from django.urls import include, path

from accounts.views import accepting, access, account, invitations, people, signing_in

people_urls = [
    path("", people.list_page, name="list"),
    path("access/", access.access_page, name="access"),
    path("rights/", access.rights_page, name="rights"),
    path("invitations/", invitations.list_page, name="invitations"),
    path("invitations/new/", invitations.invite, name="invite"),
    path("invitations/<int:pk>/resend/", invitations.resend, name="resend"),
    path("invitations/<int:pk>/cancel/", invitations.cancel, name="cancel"),
    path("<int:pk>/", people.detail, name="detail"),
    path("<int:pk>/memberships/", people.add_membership, name="add_membership"),
    path(
        "<int:pk>/memberships/<int:membership>/remove/",
        people.remove_membership,
        name="remove_membership",
    ),
    path("<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("<int:pk>/reactivate/", people.reactivate, name="reactivate"),
]

app_name = "accounts"
urlpatterns = [
    path("login/", signing_in.login_page, name="login"),
    path("logout/", signing_in.logout_page, name="logout"),
    path("switch/", account.switch, name="switch"),
    path("account/", account.account, name="account"),
    path("password/", account.password, name="password"),
    path("invitations/<str:token>/", accepting.accept, name="accept"),
    path("people/", include((people_urls, "people"))),
]
