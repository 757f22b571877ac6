"""論点の管理: adding, changing and retiring points, and setting up another 協議の場."""

TABLE = """
issues:points:manage     GET   - 302 200 403 403 403 403 403
issues:points:new        GET   - 302 200 403 403 403 403 403
issues:points:new        POST  - 302 422 403 403 403 403 403
issues:points:new        POST+ - 302 302 403 403 403 403 403
issues:points:edit       GET   - 302 200 403 403 403 403 403
issues:points:edit       POST  - 302 422 403 403 403 403 403
issues:points:edit       POST+ - 302 302 403 403 403 403 403
issues:points:retire     GET   - 302 200 403 403 403 403 403
issues:points:retire     POST  - 302 302 403 403 403 403 403
issues:points:bring_back GET   - 302 422 403 403 403 403 403
issues:points:bring_back POST  - 302 422 403 403 403 403 403
issues:points:new_forum  GET   - 302 200 403 403 403 403 403
issues:points:new_forum  POST  - 302 422 403 403 403 403 403
issues:points:new_forum  POST+ - 302 302 403 403 403 403 403
"""
