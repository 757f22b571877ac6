"""Several ministries of one request: who asks them, and who hands on."""

TABLE = """
issues:requests:ask_also      GET   p:review  302 200 403 403 403 403 403
issues:requests:ask_also      GET   u:review  302 200 403 403 404 403 404
issues:requests:ask_also      GET   p:logged  302 409 403 403 403 403 403
issues:requests:ask_also      POST  p:review  302 422 403 403 403 403 403
issues:requests:ask_also      POST+ p:review  302 302 403 403 403 403 403
issues:requests:ask_also      POST+ u:review  302 302 403 403 404 403 404
issues:requests:change_asking GET   p:review  302 200 403 403 403 403 403
issues:requests:change_asking GET   u:review  302 200 403 403 403 403 404
issues:requests:change_asking GET   unknown   302 404 404 404 404 404 404
issues:requests:change_asking POST  p:review  302 422 403 403 403 403 403
issues:requests:change_asking POST+ p:review  302 302 403 403 403 403 403
issues:requests:release       GET   p:review  302 200 403 403 403 403 403
issues:requests:release       GET   u:review  302 200 403 403 403 403 404
issues:requests:release       POST  p:review  302 422 403 403 403 403 403
issues:requests:release       POST+ p:review  302 302 403 403 403 403 403
issues:requests:hand_on       GET   p:review  302 403 403 200 403 403 403
issues:requests:hand_on       GET   u:review  302 403 403 200 404 403 404
issues:requests:hand_on       GET   p:settled 302 403 403 409 403 403 403
issues:requests:hand_on       POST  p:review  302 403 403 422 403 403 403
issues:requests:hand_on       POST+ p:review  302 403 403 302 403 403 403
issues:handovers:decide       GET   p:review  302 200 403 403 404 404 404
issues:handovers:decide       GET   u:review  302 200 403 403 404 404 404
issues:handovers:decide       POST  p:review  302 422 403 403 404 404 404
issues:handovers:decide       POST+ p:review  302 302 403 403 404 404 404
issues:handovers:withdraw     POST  p:review  302 403 403 302 404 404 404
issues:handovers:withdraw     GET   p:review  302 405 405 405 405 405 405
"""
