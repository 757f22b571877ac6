"""Papers as PDF and Word: whoever sees the record gets its paper."""

TABLE = """
issues:requests:dossier_pdf   GET   p          200 200 200 200 200 200 200
issues:requests:dossier_pdf   GET   u          404 200 200 200 404 200 404
issues:requests:dossier_pdf   POST  p          405 405 405 405 405 405 405
issues:requests:dossier_docx  GET   p          200 200 200 200 200 200 200
issues:requests:dossier_docx  GET   u          404 200 200 200 404 200 404
issues:requests:dossier_docx  GET   u:review   404 200 200 200 404 200 404
"""
