"""要望、論点、国側の発言, each under a name space of its own."""

from __future__ import annotations

from django.urls import include, path

from issues.urls import ministries
from issues.urls.follow_ups import desks_urls, follow_ups_urls
from issues.urls.triage import corrections_urls, joinings_urls, of_requests
from issues.urls.triage import urlpatterns as triage_urls
from issues.views import ledgers
from issues.views.commitments import commitment_steps, commitments
from issues.views.follow_ups import assigning
from issues.views.points import point_settings, point_steps, points
from issues.views.replies import handing_back, opinions, replies, reply_files, reply_steps
from issues.views.requests import (
    drafts,
    due_dates,
    in_bulk,
    intakes,
    local_requests,
    logging,
    retracting,
    saved_lists,
    settling,
    voice_steps,
    voices,
)
from issues.views.searching import search, search_terms

requests_urls = [
    path("", local_requests.list_page, name="list"),
    path("bulk/<slug:act>/", in_bulk.change, name="in_bulk"),
    path("new/", logging.new, name="new"),
    path("<str:number>/", local_requests.detail, name="detail"),
    path("<str:number>/edit/", local_requests.edit, name="edit"),
    *of_requests,
    *ministries.of_requests,
    path("<str:number>/retract/", retracting.retract_request, name="retract"),
    path("<str:number>/restore/", retracting.restore_request, name="restore"),
    path("<str:number>/start-review/", settling.start_review, name="start_review"),
    path("<str:number>/replies/new/", replies.new, name="reply"),
    path("<str:number>/opinion/", opinions.give, name="opinion"),
    path("<str:number>/progress/", voices.progress, name="progress"),
    path("<str:number>/judgement/", voices.judgement, name="judgement"),
    path(
        "<str:number>/voices/<slug:kind>/<int:pk>/take-back/",
        voice_steps.take_back,
        name="take_back_voice",
    ),
    path("<str:number>/settle/", settling.settle, name="settle"),
    path("<str:number>/reopen/", settling.reopen, name="reopen"),
    path("<str:number>/follow-ups/new/", assigning.on_request, name="follow_up"),
]
saved_lists_urls = [
    path("", saved_lists.list_page, name="list"),
    path("new/", saved_lists.new, name="new"),
    path("<int:pk>/edit/", saved_lists.edit, name="edit"),
    path("<int:pk>/drop/", saved_lists.drop, name="drop"),
]
intakes_urls = [
    path("", intakes.new, name="new"),
    path("template/", intakes.blank, name="template"),
    path("<int:pk>/", intakes.detail, name="detail"),
    path("<int:pk>/progress/", intakes.progress, name="progress"),
    path("<int:pk>/columns/", intakes.columns, name="columns"),
    path("<int:pk>/make/", intakes.make, name="make"),
    path("<int:pk>/rows-back/", intakes.rows_back, name="rows_back"),
    path("<int:pk>/discard/", intakes.discard, name="discard"),
]
replies_urls = [
    path("gate/", reply_steps.gate, name="gate"),
    path("<int:pk>/edit/", replies.edit, name="edit"),
    path("<int:pk>/submit/", reply_steps.submit, name="submit"),
    path("<int:pk>/publish/", reply_steps.publish, name="publish"),
    path("<int:pk>/correct/", reply_steps.correct, name="correct"),
    path("<int:pk>/discard/", handing_back.discard, name="discard"),
    path("<int:pk>/take-back/", handing_back.take_back, name="take_back"),
    path("<int:pk>/attachments/<int:attachment>/remove/", handing_back.detach, name="detach"),
    path("<int:pk>/attachments/", reply_files.attach, name="attachments"),
    path("<int:pk>/attachments/<int:attachment>/", reply_files.download, name="attachment"),
]
opinions_urls = [
    path("<int:pk>/edit/", opinions.edit, name="edit"),
    path("<int:pk>/take-back/", handing_back.take_back_opinion, name="take_back"),
    path("<int:pk>/publish/", opinions.publish, name="publish"),
]
drafts_urls = [
    path("<str:key>/", drafts.keep, name="keep"),
    path("<str:key>/discard/", drafts.discard, name="discard"),
]
points_urls = [
    path("", points.list_page, name="list"),
    path("manage/", point_settings.show, name="manage"),
    path("manage/new/", point_settings.new, name="new"),
    path("manage/forums/new/", point_settings.new_forum, name="new_forum"),
    path("<slug:code>/edit/", point_settings.edit, name="edit"),
    path("<slug:code>/retire/", point_settings.retire, name="retire"),
    path("<slug:code>/bring-back/", point_settings.bring_back, name="bring_back"),
    path("<slug:code>/", points.detail, name="detail"),
    path("<slug:code>/moves/<slug:verb>/", point_steps.move, name="move"),
    path("<slug:code>/follow-ups/new/", assigning.on_point, name="follow_up"),
]
commitments_urls = [
    path("", commitments.list_page, name="list"),
    path("<str:number>/", commitments.detail, name="detail"),
    path("<str:number>/edit/", commitments.edit, name="edit"),
    path("<str:number>/retract/", retracting.retract_commitment, name="retract"),
    path("<str:number>/restore/", retracting.restore_commitment, name="restore"),
    path("<str:number>/fulfil/", commitment_steps.fulfil, name="fulfil"),
    path("<str:number>/unfulfilled/", commitment_steps.unfulfilled, name="unfulfilled"),
    path("<str:number>/follow-ups/new/", assigning.on_commitment, name="follow_up"),
]

search_urls = [
    path("", search.show, name="results"),
    path("terms/", search_terms.list_page, name="terms"),
    path("terms/write/", search_terms.write, name="write_term"),
    path("terms/leave-out/", search_terms.leave_out, name="leave_out_term"),
]

app_name = "issues"
urlpatterns = [
    *triage_urls,
    path("requests/", include((requests_urls, "requests"))),
    path("lists/", include((saved_lists_urls, "saved_lists"))),
    path("intakes/", include((intakes_urls, "intakes"))),
    path("corrections/", include((corrections_urls, "corrections"))),
    path("handovers/", include((ministries.handovers_urls, "handovers"))),
    path("joinings/", include((joinings_urls, "joinings"))),
    path("replies/", include((replies_urls, "replies"))),
    path("opinions/", include((opinions_urls, "opinions"))),
    path("drafts/", include((drafts_urls, "drafts"))),
    path("points/", include((points_urls, "points"))),
    path("search/", include((search_urls, "search"))),
    path("commitments/", include((commitments_urls, "commitments"))),
    path("follow-ups/", include((follow_ups_urls, "follow_ups"))),
    path("desk/", include((desks_urls, "desks"))),
    path("ledger/", ledgers.show, name="ledger"),
    path("ledger/<int:pk>/slip/", due_dates.mark, name="due_slip"),
]
