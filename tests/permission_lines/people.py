"""Signing in, one's own account, and the people of the secretariat's care.

`-` for an invitation's link is one that can be used, `cancelled` one that was taken back, `unknown`
none at all; for a person `-` is one who may sign in, `stopped` one who may not.
"""

TABLE = """
accounts:login                    GET   -         200 200 200 200 200 200 200
accounts:login                    POST  -         200 200 200 200 200 200 200
accounts:logout                   GET   -         405 405 405 405 405 405 405
accounts:logout                   POST  -         302 302 302 302 302 302 302
accounts:switch                   GET   -         302 200 200 200 200 200 200
accounts:switch                   POST  -         302 404 404 404 404 404 404
accounts:account                  GET   -         302 200 200 200 200 200 200
accounts:account                  POST  -         302 405 405 405 405 405 405
accounts:password                 GET   -         302 200 200 200 200 200 200
accounts:password                 POST  -         302 422 422 422 422 422 422
accounts:password                 POST+ -         302 302 302 302 302 302 302
accounts:accept                   GET   -         200 200 200 200 200 200 200
accounts:accept                   POST  -         422 409 409 409 409 409 409
accounts:accept                   POST+ -         302 409 409 409 409 409 409
accounts:accept                   GET   cancelled 410 410 410 410 410 410 410
accounts:accept                   POST+ cancelled 410 410 410 410 410 410 410
accounts:accept                   GET   unknown   404 404 404 404 404 404 404
accounts:accept                   POST+ unknown   404 404 404 404 404 404 404
accounts:people:list              GET   -         302 200 403 403 403 403 403
accounts:people:access            GET   -         302 200 403 403 403 403 403
accounts:people:rights            GET   -         302 200 403 403 403 403 403
accounts:people:detail            GET   -         302 200 403 403 403 403 403
accounts:people:detail            POST  -         302 405 403 403 403 403 403
accounts:people:add_membership    GET   -         302 405 403 403 403 403 403
accounts:people:add_membership    POST  -         302 422 403 403 403 403 403
accounts:people:add_membership    POST+ -         302 302 403 403 403 403 403
accounts:people:remove_membership GET   -         302 405 403 403 403 403 403
accounts:people:remove_membership POST  -         302 302 403 403 403 403 403
accounts:people:deactivate        GET   -         302 405 403 403 403 403 403
accounts:people:deactivate        POST  -         302 422 403 403 403 403 403
accounts:people:deactivate        POST+ -         302 302 403 403 403 403 403
accounts:people:deactivate        POST+ stopped   302 409 403 403 403 403 403
accounts:people:reactivate        GET   -         302 405 403 403 403 403 403
accounts:people:reactivate        POST  -         302 409 403 403 403 403 403
accounts:people:reactivate        POST  stopped   302 302 403 403 403 403 403
accounts:people:invitations       GET   -         302 200 403 403 403 403 403
accounts:people:invite            GET   -         302 200 403 403 403 403 403
accounts:people:invite            POST  -         302 422 403 403 403 403 403
accounts:people:invite            POST+ -         302 302 403 403 403 403 403
accounts:people:resend            GET   -         302 405 403 403 403 403 403
accounts:people:resend            POST  -         302 302 403 403 403 403 403
accounts:people:cancel            GET   -         302 405 403 403 403 403 403
accounts:people:cancel            POST  -         302 302 403 403 403 403 403
"""
