"""Addresses of triage, and of what relates one request to others."""

from __future__ import annotations

from django.urls import path

from issues.views.requests import (
    alike,
    corrections,
    due_dates,
    following,
    joinings,
    relations,
    triage,
)

urlpatterns = [
    path("triage/", triage.queue, name="triage"),
    path("triage/bulk/", triage.bulk, name="triage_bulk"),
]
of_requests = [
    path("<str:number>/triage/", triage.one, name="triage"),
    path("<str:number>/reassign/", triage.reassign, name="reassign"),
    path("<str:number>/due/", due_dates.change, name="change_due"),
    path("<str:number>/join/", joinings.ask, name="join"),
    path("<str:number>/due/slip/", due_dates.put_right, name="due_slip"),
    path("<str:number>/withdraw/", relations.withdraw, name="withdraw"),
    path("<str:number>/merge/", relations.merge, name="merge"),
    path("<str:number>/unmerge/", relations.unmerge, name="unmerge"),
    path("<str:number>/split/", relations.split, name="split"),
    path("<str:number>/link/", relations.link, name="link"),
    path("<str:number>/alike/", alike.show, name="alike"),
    path("<str:number>/same/", alike.same, name="same"),
    path("<str:number>/follow/", following.follow, name="follow"),
    path("<str:number>/re-raise/", relations.mark_re_raised, name="mark_re_raised"),
    path("<str:number>/publish/", relations.publish, name="publish"),
]
joinings_urls = [
    path("", joinings.list_page, name="list"),
    path("<int:pk>/decide/", joinings.decide, name="decide"),
    path("<int:pk>/edit/", joinings.edit, name="edit"),
    path("<int:pk>/leave/", joinings.leave, name="leave"),
    path("<int:pk>/publish/", joinings.publish, name="publish"),
    path("<int:pk>/show/", joinings.show, name="show"),
]
corrections_urls = [
    path("", corrections.list_page, name="list"),
    path("<int:pk>/", corrections.detail, name="detail"),
    path("<int:pk>/withdraw/", corrections.withdraw, name="withdraw"),
]
