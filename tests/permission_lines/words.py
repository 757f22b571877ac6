"""言葉の表: the team reads it, the secretariat tries and keeps changes."""

TABLE = """
meetings:words:list     GET   - 302 200 200 403 403 403 403
meetings:words:search   GET   - 302 200 200 403 403 403 403
meetings:words:download GET   - 302 200 200 403 403 403 403
meetings:words:try      GET   - 302 200 403 403 403 403 403
meetings:words:try      POST  - 302 422 403 403 403 403 403
meetings:words:try      POST+ - 302 302 403 403 403 403 403
meetings:words:upload   GET   - 302 200 403 403 403 403 403
meetings:words:upload   POST  - 302 422 403 403 403 403 403
meetings:words:trial    GET   - 302 200 403 403 403 403 403
meetings:words:progress GET   - 302 200 403 403 403 403 403
meetings:words:keep     POST  - 302 422 403 403 403 403 403
meetings:words:drop     POST  - 302 302 403 403 403 403 403
meetings:words:again    POST  - 302 302 403 403 403 403 403
"""
