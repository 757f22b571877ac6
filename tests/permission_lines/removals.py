"""公表の取りやめ・墨消し: the list is everybody's, all else the secretariat's."""

TABLE = """
publication:removals:list      GET   -         200 200 200 200 200 200 200
publication:removals:detail    GET   p:settled 302 200 403 403 403 403 403
publication:removals:restore   GET   p:settled 302 200 403 403 403 403 403
publication:removals:restore   POST  p:settled 302 422 403 403 403 403 403
publication:removals:restore   POST+ p:settled 302 302 403 403 403 403 403
publication:removals:unpublish GET   p:logged  302 200 403 403 403 403 403
publication:removals:unpublish GET   u:logged  302 200 403 403 403 403 403
publication:removals:unpublish GET   unknown   302 404 404 404 404 404 404
publication:removals:unpublish POST  p:logged  302 422 403 403 403 403 403
publication:removals:unpublish POST+ p:logged  302 302 403 403 403 403 403
publication:removals:unpublish POST+ u:logged  302 409 403 403 403 403 403
publication:removals:black_out GET   p:logged  302 200 403 403 403 403 403
publication:removals:black_out GET   u:logged  302 200 403 403 403 403 403
publication:removals:black_out POST  p:logged  302 422 403 403 403 403 403
publication:removals:black_out POST+ p:logged  302 302 403 403 403 403 403
publication:removals:search    GET   -         302 200 403 403 403 403 403
publication:removals:search    POST  -         302 422 403 403 403 403 403
publication:removals:search    POST+ p:logged  302 302 403 403 403 403 403
api:removal-list               GET   -         200 200 200 200 200 200 200
api:removal-detail             GET   p:settled 200 200 200 200 200 200 200
"""
