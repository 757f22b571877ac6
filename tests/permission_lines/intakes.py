"""Requests from a sheet: for those who log requests. The intake of a line is 美郷町's: `read` (its
columns are to be mapped), `checked` or `failed`."""

TABLE = """
issues:intakes:new        GET   -       302 200 200 403 403 200 200
issues:intakes:new        POST  -       302 422 422 403 403 422 422
issues:intakes:new        POST+ -       302 302 302 403 403 302 302
issues:intakes:template   GET   -       302 200 200 403 403 200 200
issues:intakes:template   POST  -       302 405 405 405 405 405 405
issues:intakes:detail     GET   read    302 302 302 403 403 302 404
issues:intakes:detail     GET   checked 302 200 200 403 403 200 404
issues:intakes:detail     GET   failed  302 200 200 403 403 200 404
issues:intakes:progress   GET   checked 302 200 200 403 403 200 404
issues:intakes:progress   POST  checked 302 405 405 405 405 405 405
issues:intakes:columns    GET   read    302 200 200 403 403 200 404
issues:intakes:columns    GET   failed  302 409 409 403 403 409 404
issues:intakes:columns    POST  read    302 422 422 403 403 422 404
issues:intakes:columns    POST+ read    302 302 302 403 403 302 404
issues:intakes:make       GET   checked 302 405 405 405 405 405 405
issues:intakes:make       POST  checked 302 422 422 403 403 422 404
issues:intakes:make       POST+ checked 302 302 302 403 403 302 404
issues:intakes:make       POST+ read    302 409 409 403 403 409 404
issues:intakes:rows_back  GET   checked 302 200 200 403 403 200 404
issues:intakes:rows_back  POST  checked 302 405 405 405 405 405 405
issues:intakes:discard    GET   checked 302 405 405 405 405 405 405
issues:intakes:discard    POST  checked 302 302 302 403 403 302 404
"""
