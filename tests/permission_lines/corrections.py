"""訂正: who reads what is proposed, and who decides on it. `p:logged` holds one of 美郷町."""

TABLE = """
issues:corrections:list       GET   -         302 200 200 200 200 200 200
issues:corrections:detail     GET   p:logged  302 200 200 404 404 200 404
issues:corrections:detail     POST  p:logged  302 302 403 404 404 403 404
issues:corrections:detail     POST+ p:logged  302 302 403 404 404 403 404
issues:corrections:withdraw   POST  p:logged  302 403 403 404 404 302 404
issues:corrections:withdraw   POST+ p:logged  302 403 403 404 404 302 404
"""
