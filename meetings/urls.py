"""Addresses below /meetings/, grouped by what they hang on."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from meetings.views import follow_ups, meetings
from meetings.views.minutes import editions, imports, preview, publication, reading, repairing
from meetings.views.review import anchors, passages, review, sentences
from meetings.views.sessions import (
    agenda,
    calling_off,
    closing,
    matters,
    memos,
    planning,
    recording,
    recording_moves,
    recording_texts,
    report_files,
    report_papers,
)
from meetings.views.words import trials, words

app_name = "meetings"

# /meetings/words/…
word_urls = [
    path("", words.list_page, name="list"),
    path("search/", words.search, name="search"),
    path("words.csv", words.download, name="download"),
    path("upload/", trials.upload, name="upload"),
    path("try/", trials.new, name="try"),
    path("trials/<int:pk>/", trials.detail, name="trial"),
    path("trials/<int:pk>/progress/", trials.progress, name="progress"),
    path("trials/<int:pk>/keep/", trials.keep, name="keep"),
    path("trials/<int:pk>/drop/", trials.drop, name="drop"),
    path("trials/<int:pk>/again/", trials.again, name="again"),
]

# /meetings/import/…
import_urls = [
    path("", imports.new, name="new"),
    path("<int:pk>/", imports.detail, name="detail"),
    path("<int:pk>/progress/", imports.progress, name="progress"),
    path("<int:pk>/queue/", imports.queue_again, name="queue"),
    path("<int:pk>/compare/", imports.compare, name="compare"),
    path("<int:pk>/save/", preview.save, name="save"),
    path("<int:pk>/repair/", repairing.repair, name="repair"),
    path("<int:pk>/discard/", imports.discard, name="discard"),
    path("<int:pk>/take-back/", imports.take_back, name="take_back"),
]

# /meetings/7/anchors/…
anchor_urls = [path("settle/", anchors.settle, name="settle")]

# /meetings/7/review/…
review_urls = [path("<int:suggestion>/<slug:verb>/", review.decide, name="decide")]

# /meetings/7/sentences/…
sentence_urls = [
    path("clear/", sentences.clear, name="clear"),
    path("reopen/", sentences.reopen, name="reopen"),
]

# /meetings/7/…: what a session needs from its planning to its report
session_urls = [
    path("prepare/", agenda.prepare, name="prepare"),
    path("prepare/lines/", agenda.arrange, name="arrange"),
    path("prepare/put-on/", matters.put_on, name="put_on"),
    path("prepare/lay-out/", matters.lay_out, name="lay_out"),
    path("prepare/matters/", matters.order_matters, name="order_matters"),
    path("prepare/matters/<int:handling>/take-off/", matters.take_off, name="take_off"),
    path("prepare/matters/<int:handling>/line/", matters.put_under, name="put_under"),
    path("prepare/people/", agenda.invite, name="invite"),
    path("prepare/documents/", agenda.list_documents, name="list_documents"),
    path("order/", agenda.order, name="order"),
    path("hold/", planning.hold, name="hold"),
    path("call-off/", calling_off.call_off, name="call_off"),
    path("reinstate/", calling_off.reinstate, name="reinstate"),
    path("record/", recording.show, name="record"),
    path("record/decide/", recording.decide_generally, name="decide_generally"),
    path("record/decisions/<int:decision>/take-back/", recording.take_back, name="take_back"),
    path("record/<int:handling>/", recording_texts.save, name="save"),
    path("record/<int:handling>/memo/", recording_texts.memo, name="memo"),
    path("record/<int:handling>/move/", recording_moves.move, name="move"),
    path("record/<int:handling>/settle/", recording_moves.settle, name="settle"),
    path("record/<int:handling>/decide/", recording_moves.decide, name="decide"),
    path("record/<int:handling>/quote/", recording_moves.quote, name="quote"),
    path("memos/<slug:code>/", memos.write, name="write_memo"),
    path("close/", closing.close, name="close"),
    path("report/", closing.report, name="report"),
    path("report.pdf", report_papers.report_pdf, name="report_pdf"),
    path("report.docx", report_papers.report_docx, name="report_docx"),
    path("report/<slug:audience>/<str:key>", report_files.download, name="report_file"),
]

# /meetings/7/…
meeting_urls: list[URLPattern | URLResolver] = [
    path("", reading.detail, name="detail"),
    path("edit/", meetings.edit, name="edit"),
    path("publish/", publication.publish, name="publish"),
    path("publish-original/", publication.publish_original, name="publish_original"),
    path("import/", imports.reimport, name="reimport"),
    path("source/", meetings.source, name="source"),
    path("text/", meetings.text, name="text"),
    path("editions/", editions.show, name="editions"),
    path("editions/<int:old>/<int:new>/", editions.compare, name="compare"),
    path("speeches/<int:number>/", editions.speech, name="speech"),
    path("anchors/", anchors.show, name="anchors"),
    path("anchors/", include((anchor_urls, "anchors"))),
    path("review/", review.show, name="review"),
    path("review/", include((review_urls, "review"))),
    path("log/", passages.log, name="log"),
    path("follow-ups/new/", follow_ups.new, name="follow_up"),
    path("sentences/", include((sentence_urls, "sentences"))),
    *session_urls,
]

urlpatterns = [
    path("", meetings.list_meetings, name="list"),
    path("plan/", planning.plan, name="plan"),
    path("bodies/new/", planning.new_body, name="new_body"),
    path("bodies/<int:pk>/forum/", planning.move_body, name="move_body"),
    path("import/", include((import_urls, "imports"))),
    path("words/", include((word_urls, "words"))),
    path("<int:pk>/", include(meeting_urls)),
]
