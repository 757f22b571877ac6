"""Addresses of 合議・共管 and 担当替え."""

from __future__ import annotations

from django.urls import path

from issues.views.ministries import askings, handovers

of_requests = [
    path("<str:number>/ministries/", askings.ask, name="ask_also"),
    path("<str:number>/ministries/<slug:code>/", askings.change, name="change_asking"),
    path("<str:number>/ministries/<slug:code>/release/", askings.release, name="release"),
    path("<str:number>/hand-on/", handovers.ask, name="hand_on"),
]
handovers_urls = [
    path("<int:pk>/decide/", handovers.decide, name="decide"),
    path("<int:pk>/withdraw/", handovers.withdraw, name="withdraw"),
]
