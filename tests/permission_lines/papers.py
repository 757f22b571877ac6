"""Papers as PDF and Word: whoever sees the record gets its paper; 首長に見せる1枚 is each local
government's own, and nobody else's."""

TABLE = """
reports:dossier_pdf   GET   p          200 200 200 200 200 200 200
reports:dossier_pdf   GET   u          404 200 200 200 404 200 404
reports:dossier_pdf   POST  p          405 405 405 405 405 405 405
reports:dossier_docx  GET   p          200 200 200 200 200 200 200
reports:dossier_docx  GET   u          404 200 200 200 404 200 404
reports:brief_pdf       GET   -          200 200 200 200 200 200 200
reports:brief_pdf       POST  -          405 405 405 405 405 405 405
reports:brief_docx      GET   -          200 200 200 200 200 200 200
meetings:report_pdf           GET   closed     200 200 200 200 200 200 200
meetings:report_pdf           GET   open       404 404 404 404 404 404 404
meetings:report_pdf           GET   held       404 404 404 404 404 404 404
meetings:report_pdf           POST  closed     405 405 405 405 405 405 405
meetings:report_docx          GET   closed     200 200 200 200 200 200 200
meetings:report_docx          GET   open       404 404 404 404 404 404 404
reports:dossier_docx  GET   u:review   404 200 200 200 404 200 404
reports:sheet      GET  - 302 403 403 403 403 200 200
reports:sheet      POST - 405 405 405 405 405 405 405
reports:sheet_pdf  GET  - 302 403 403 403 403 200 200
reports:sheet_pdf  POST - 405 405 405 405 405 405 405
reports:sheet_docx GET  - 302 403 403 403 403 200 200
reports:sheet_docx POST - 405 405 405 405 405 405 405
"""
