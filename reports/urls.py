"""Dashboards, changes, files and papers."""

from __future__ import annotations

from django.urls import include, path

from reports.views import changes, exports, overview, papers, printing, sheets

overview_urls = [
    path("", overview.show, name="show"),
    path("ministries/", overview.by_ministry, name="ministries"),
    path("places/", overview.by_place, name="places"),
    path("flow/", overview.between, name="flow"),
]
exports_urls = [
    path("", exports.list_page, name="list"),
    path("make/<str:key>/", exports.make, name="make"),
    path("<str:token>/", exports.detail, name="detail"),
    path("<str:token>/progress/", exports.progress, name="progress"),
    path("<str:token>/file/", exports.download, name="download"),
    path("<str:token>/again/", exports.again, name="again"),
]

app_name = "reports"
urlpatterns = [
    path("overview/", include((overview_urls, "overview"))),
    path("changes/", changes.show, name="changes"),
    path("exports/", include((exports_urls, "exports"))),
    path("sheet/", sheets.show, name="sheet"),
    path("sheet.pdf", sheets.sheet_pdf, name="sheet_pdf"),
    path("sheet.docx", sheets.sheet_docx, name="sheet_docx"),
    path("requests/print/", printing.overview_page, name="print"),
    path("requests/<str:number>/dossier.pdf", papers.dossier_pdf, name="dossier_pdf"),
    path("requests/<str:number>/dossier.docx", papers.dossier_docx, name="dossier_docx"),
    path("points/<slug:code>/brief/", papers.brief, name="brief"),
    path("points/<slug:code>/brief.pdf", papers.brief_pdf, name="brief_pdf"),
    path("points/<slug:code>/brief.docx", papers.brief_docx, name="brief_docx"),
]
