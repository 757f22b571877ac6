"""Looking back: what changed between two sessions. Everybody may ask; each reads what is theirs."""

TABLE = """
reports:changes   GET   -   200 200 200 200 200 200 200
reports:changes   POST  -   405 405 405 405 405 405 405
"""
