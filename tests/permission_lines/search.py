"""検索: everybody searches what they may see; the team reads the vocabulary, the secretariat
writes it."""

TABLE = """
issues:search:results        GET  - 200 200 200 200 200 200 200
issues:search:terms          GET  - 302 200 200 403 403 403 403
issues:search:write_term     GET  - 302 200 403 403 403 403 403
issues:search:write_term     POST - 302 422 403 403 403 403 403
issues:search:leave_out_term GET  - 302 200 403 403 403 403 403
issues:search:leave_out_term POST - 302 422 403 403 403 403 403
"""
