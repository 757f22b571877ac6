"""Follow-ups, points and commitments on their way, the desks, the ledger, half-written texts.

The task of `triaged` is open, that of `settled` is done. For a point `-` is a move that its status
allows, `later` one that it does not.
"""

TABLE = """
issues:requests:follow_up      GET   p         302 200 403 403 403 403 403
issues:requests:follow_up      GET   u         302 200 403 403 404 403 404
issues:requests:follow_up      POST  p         302 422 403 403 403 403 403
issues:requests:follow_up      POST+ p         302 302 403 403 403 403 403
issues:requests:follow_up      POST+ u         302 302 403 403 404 403 404
issues:points:follow_up        GET   -         302 200 403 403 403 403 403
issues:points:follow_up        POST  -         302 422 403 403 403 403 403
issues:points:follow_up        POST+ -         302 302 403 403 403 403 403
issues:points:move             GET   -         302 200 403 403 403 403 403
issues:points:move             POST  -         302 302 403 403 403 403 403
issues:points:move             GET   later     302 409 403 403 403 403 403
issues:points:move             POST  later     302 409 403 403 403 403 403
issues:commitments:follow_up   GET   p         302 200 403 403 403 403 403
issues:commitments:follow_up   GET   u         302 200 403 403 404 404 404
issues:commitments:follow_up   POST  p         302 422 403 403 403 403 403
issues:commitments:follow_up   POST+ p         302 302 403 403 403 403 403
issues:commitments:follow_up   POST+ u         302 302 403 403 404 404 404
issues:commitments:fulfil      GET   p         302 200 403 403 403 403 403
issues:commitments:fulfil      GET   u         302 200 403 403 404 404 404
issues:commitments:fulfil      POST  p         302 422 403 403 403 403 403
issues:commitments:fulfil      POST+ p         302 302 403 403 403 403 403
issues:commitments:fulfil      POST+ u         302 302 403 403 404 404 404
issues:commitments:unfulfilled GET   p         302 200 403 403 403 403 403
issues:commitments:unfulfilled GET   u         302 200 403 403 404 404 404
issues:commitments:unfulfilled POST  p         302 422 403 403 403 403 403
issues:commitments:unfulfilled POST+ p         302 302 403 403 403 403 403
issues:commitments:unfulfilled POST+ u         302 302 403 403 404 404 404
meetings:follow_up             GET   p         302 200 403 403 403 403 403
meetings:follow_up             GET   u         302 200 403 403 404 403 404
meetings:follow_up             POST  p         302 422 403 403 403 403 403
meetings:follow_up             POST+ p         302 302 403 403 403 403 403
meetings:follow_up             POST+ u         302 302 403 403 404 403 404
issues:follow_ups:list         GET   -         302 200 200 200 200 200 200
issues:follow_ups:mine         GET   -         302 200 200 200 200 200 200
issues:follow_ups:detail       GET   p:triaged 302 200 200 200 404 200 404
issues:follow_ups:detail       GET   u:triaged 302 200 200 200 404 200 404
issues:follow_ups:detail       POST  p:triaged 302 405 405 405 405 405 405
issues:follow_ups:edit         GET   p:triaged 302 200 403 403 404 403 404
issues:follow_ups:edit         GET   p:settled 302 409 403 403 404 403 404
issues:follow_ups:edit         POST  p:triaged 302 422 403 403 404 403 404
issues:follow_ups:edit         POST+ p:triaged 302 302 403 403 404 403 404
issues:follow_ups:edit         POST+ u:triaged 302 302 403 403 404 403 404
issues:follow_ups:note         GET   p:triaged 302 200 403 200 404 403 404
issues:follow_ups:note         GET   p:settled 302 409 403 409 404 403 404
issues:follow_ups:note         POST  p:triaged 302 422 403 422 404 403 404
issues:follow_ups:note         POST+ p:triaged 302 302 403 302 404 403 404
issues:follow_ups:note         POST+ u:triaged 302 302 403 302 404 403 404
issues:follow_ups:due          GET   p:triaged 302 200 403 403 404 403 404
issues:follow_ups:due          POST  p:triaged 302 422 403 403 404 403 404
issues:follow_ups:due          POST+ p:triaged 302 302 403 403 404 403 404
issues:follow_ups:due          POST+ p:settled 302 409 403 403 404 403 404
issues:follow_ups:take_back_note GET p:triaged 302 200 403 200 404 403 404
issues:follow_ups:take_back_note POST+ p:triaged 302 302 403 302 404 403 404
issues:follow_ups:uncomplete   GET   p:settled 302 200 403 200 404 403 404
issues:follow_ups:uncomplete   GET   p:triaged 302 409 403 409 404 403 404
issues:follow_ups:uncomplete   POST+ p:settled 302 302 403 302 404 403 404
issues:follow_ups:complete     GET   p:triaged 302 200 403 200 404 403 404
issues:follow_ups:complete     POST  p:triaged 302 422 403 422 404 403 404
issues:follow_ups:complete     POST+ p:triaged 302 302 403 302 404 403 404
issues:follow_ups:complete     POST+ p:settled 302 409 403 409 404 403 404
issues:follow_ups:cancel       GET   p:triaged 302 200 403 403 404 403 404
issues:follow_ups:cancel       POST  p:triaged 302 422 403 403 404 403 404
issues:follow_ups:cancel       POST+ p:triaged 302 302 403 403 404 403 404
issues:follow_ups:reopen       GET   p:settled 302 200 403 403 404 403 404
issues:follow_ups:reopen       GET   p:triaged 302 409 403 403 404 403 404
issues:follow_ups:reopen       POST  p:settled 302 422 403 403 404 403 404
issues:follow_ups:reopen       POST+ p:settled 302 302 403 403 404 403 404
issues:desks:ministry          GET   -         302 403 403 200 200 403 403
issues:desks:ministry          POST  -         302 405 405 405 405 405 405
issues:desks:local             GET   -         302 403 403 403 403 200 200
issues:desks:local             POST  -         302 405 405 405 405 405 405
issues:ledger                  GET   -         200 200 200 200 200 200 200
issues:ledger                  POST  -         405 405 405 405 405 405 405
issues:drafts:keep             GET   -         302 405 405 405 405 405 405
issues:drafts:keep             POST  -         302 204 204 204 204 204 204
issues:drafts:keep             POST  unknown   302 404 404 404 404 404 404
issues:drafts:discard          GET   -         302 405 405 405 405 405 405
issues:drafts:discard          POST  -         302 302 302 302 302 302 302
"""
