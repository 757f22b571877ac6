"""Discussion points across the sessions: the one-page brief, and writing a memo."""

TABLE = """
reports:brief  GET   -       200 200 200 200 200 200 200
meetings:write_memo  GET   planned 302 409 403 404 404 404 404
meetings:write_memo  GET   held    302 200 403 404 404 403 404
meetings:write_memo  GET   open    302 200 403 403 403 403 403
meetings:write_memo  GET   closed  302 409 403 403 403 403 403
meetings:write_memo  POST  held    302 422 403 404 404 403 404
meetings:write_memo  POST+ planned 302 409 403 404 404 404 404
meetings:write_memo  POST+ held    302 302 403 404 404 403 404
meetings:write_memo  POST+ open    302 302 403 403 403 403 403
meetings:write_memo  POST+ closed  302 409 403 403 403 403 403
"""
