"""公表: reading before publishing, batches, and the desk are the secretariat's alone."""

TABLE = """
publication:desk                GET   -         302 200 403 403 403 403 403
publication:rehearse            GET   p:replied 302 200 403 403 403 403 403
publication:rehearse            GET   u:replied 302 200 403 403 403 403 403
publication:rehearse            GET   p:review  302 404 403 403 403 403 403
publication:rehearse            GET   p:opined  302 409 403 403 403 403 403
publication:rehearse            GET   unknown   302 404 403 403 403 403 403
publication:rehearse            POST  p:replied 302 409 403 403 403 403 403
publication:rehearse            POST+ p:replied 302 302 403 403 403 403 403
publication:batches:prepare     GET   -         302 405 405 405 405 405 405
publication:batches:prepare     POST  -         302 422 403 403 403 403 403
publication:batches:prepare     POST+ p:replied 302 302 403 403 403 403 403
publication:batches:prepare     POST+ p:opined  302 422 403 403 403 403 403
publication:batches:detail      GET   p:replied 302 200 403 403 403 403 403
publication:batches:detail      GET   u:replied 302 200 403 403 403 403 403
publication:batches:detail      POST  p:replied 302 422 403 403 403 403 403
publication:batches:detail      POST+ p:replied 302 302 403 403 403 403 403
publication:batches:change_time GET   u:replied 302 405 405 405 405 405 405
publication:batches:change_time POST  u:replied 302 422 403 403 403 403 403
publication:batches:change_time POST+ u:replied 302 302 403 403 403 403 403
publication:batches:change_time POST+ p:replied 302 409 403 403 403 403 403
publication:batches:cancel      GET   p:replied 302 405 405 405 405 405 405
publication:batches:cancel      POST  p:replied 302 409 403 403 403 403 403
publication:batches:cancel      POST+ p:replied 302 302 403 403 403 403 403
publication:batches:cancel      POST+ u:replied 302 302 403 403 403 403 403
publication:batches:drop        GET   p:replied 302 405 405 405 405 405 405
publication:batches:drop        POST  p:replied 302 302 403 403 403 403 403
publication:batches:drop        POST+ u:replied 302 302 403 403 403 403 403
"""
