"""Looking back: what changed between two sessions. Everybody may ask; each reads what is theirs."""

TABLE = """
issues:changes   GET   -   200 200 200 200 200 200 200
issues:changes   POST  -   405 405 405 405 405 405 405
"""
