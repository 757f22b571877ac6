"""加わる: who decides on a joining, changes, leaves and publishes it."""

TABLE = """
issues:joinings:list          GET   -         302 200 403 403 403 200 200
issues:joinings:decide        GET   p:review  302 200 403 404 404 200 403
issues:joinings:decide        GET   u:review  302 200 403 404 404 200 404
issues:joinings:decide        GET   p:settled 302 409 403 403 404 409 404
issues:joinings:decide        POST  p:review  302 302 403 404 404 302 403
issues:joinings:decide        POST+ p:review  302 302 403 404 404 302 403
issues:joinings:edit          GET   p:review  302 403 403 404 404 403 200
issues:joinings:edit          GET   u:review  302 403 403 404 404 403 404
issues:joinings:edit          POST  p:review  302 403 403 404 404 403 422
issues:joinings:edit          POST+ p:review  302 403 403 404 404 403 302
issues:joinings:leave         GET   p:review  302 200 403 404 404 403 200
issues:joinings:leave         GET   u:settled 302 200 403 403 404 403 404
issues:joinings:leave         POST  p:review  302 422 403 404 404 403 302
issues:joinings:leave         POST+ p:review  302 302 403 404 404 403 302
issues:joinings:publish       GET   p:settled 302 200 403 403 404 403 404
issues:joinings:publish       GET   u:settled 302 422 403 403 404 403 404
issues:joinings:publish       GET   p:review  302 409 403 404 404 403 403
issues:joinings:publish       POST  p:settled 302 409 403 403 404 403 404
issues:joinings:publish       POST+ p:settled 302 302 403 403 404 403 404
issues:joinings:show          POST  p:settled 302 422 403 403 404 403 404
issues:joinings:show          POST+ p:review  302 422 403 404 404 403 403
"""
