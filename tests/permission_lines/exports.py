"""Files made from lists. Those that a worker made (`exports:…` with a token) are 美郷町's here, and
nobody else's: `done` can be fetched, `expired` no longer."""

TABLE = """
reports:print       GET   -       200 200 200 200 200 200 200
reports:print       POST  -       405 405 405 405 405 405 405
reports:exports:list         GET   -       200 200 200 200 200 200 200
reports:exports:list         POST  -       405 405 405 405 405 405 405
reports:exports:make         GET   -       200 200 200 200 200 200 200
reports:exports:make         GET   unknown 404 404 404 404 404 404 404
reports:exports:make         POST  -       302 302 302 302 302 302 302
reports:exports:detail       GET   done    404 404 404 404 404 200 404
reports:exports:detail       GET   expired 404 404 404 404 404 200 404
reports:exports:progress     GET   done    404 404 404 404 404 200 404
reports:exports:progress     POST  done    405 405 405 405 405 405 405
reports:exports:download     GET   done    404 404 404 404 404 200 404
reports:exports:download     GET   expired 404 404 404 404 404 410 404
reports:exports:download     POST  done    405 405 405 405 405 405 405
reports:exports:again        GET   done    405 405 405 405 405 405 405
reports:exports:again        POST  done    404 404 404 404 404 302 404
reports:exports:again        POST  expired 404 404 404 404 404 302 404
meetings:report_file        GET   closed  200 200 200 200 200 200 200
meetings:report_file        GET   held    404 404 404 404 404 404 404
meetings:report_file        POST  closed  405 405 405 405 405 405 405
"""
