"""首長に見せる1枚: each local government's own, and nobody else's."""

TABLE = """
reports:sheet      GET  - 302 403 403 403 403 200 200
reports:sheet      POST - 405 405 405 405 405 405 405
reports:sheet_pdf  GET  - 302 403 403 403 403 200 200
reports:sheet_pdf  POST - 405 405 405 405 405 405 405
reports:sheet_docx GET  - 302 403 403 403 403 200 200
reports:sheet_docx POST - 405 405 405 405 405 405 405
"""
