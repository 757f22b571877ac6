"""Papers as PDF and Word: whoever sees the record gets its paper."""

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
"""
