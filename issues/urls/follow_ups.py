"""Addresses of 対応依頼, and those that the desks had."""

from __future__ import annotations

from django.urls import path

from issues.views import desks
from issues.views.follow_ups import (
    follow_up_back,
    follow_up_edit,
    follow_up_steps,
    follow_ups,
)

follow_ups_urls = [
    path("", follow_ups.list_page, name="list"),
    path("mine/", follow_ups.mine, name="mine"),
    path("<int:pk>/", follow_ups.detail, name="detail"),
    path("<int:pk>/edit/", follow_up_edit.edit, name="edit"),
    path("<int:pk>/note/", follow_up_steps.note, name="note"),
    path(
        "<int:pk>/notes/<int:note>/take-back/",
        follow_up_back.take_back_note,
        name="take_back_note",
    ),
    path("<int:pk>/uncomplete/", follow_up_back.uncomplete, name="uncomplete"),
    path("<int:pk>/due/", follow_up_steps.due, name="due"),
    path("<int:pk>/due/slip/", follow_up_steps.due_slip, name="due_slip"),
    path("<int:pk>/complete/", follow_up_steps.complete, name="complete"),
    path("<int:pk>/cancel/", follow_up_steps.cancel, name="cancel"),
    path("<int:pk>/reopen/", follow_up_steps.reopen, name="reopen"),
]
desks_urls = [
    path("ministry/", desks.moved, name="ministry"),
    path("local/", desks.moved, name="local"),
]
