"""Files made from lists. Those that a worker made (`exports:…` with a token) are 美郷町's here, and
nobody else's: `done` can be fetched, `expired` no longer."""

TABLE = """
issues:requests:print       GET   -       200 200 200 200 200 200 200
issues:requests:print       POST  -       405 405 405 405 405 405 405
issues:exports:list         GET   -       200 200 200 200 200 200 200
issues:exports:list         POST  -       405 405 405 405 405 405 405
issues:exports:make         GET   -       200 200 200 200 200 200 200
issues:exports:make         GET   unknown 404 404 404 404 404 404 404
issues:exports:make         POST  -       302 302 302 302 302 302 302
issues:exports:detail       GET   done    404 404 404 404 404 200 404
issues:exports:detail       GET   expired 404 404 404 404 404 200 404
issues:exports:progress     GET   done    404 404 404 404 404 200 404
issues:exports:progress     POST  done    405 405 405 405 405 405 405
issues:exports:download     GET   done    404 404 404 404 404 200 404
issues:exports:download     GET   expired 404 404 404 404 404 410 404
issues:exports:download     POST  done    405 405 405 405 405 405 405
issues:exports:again        GET   done    405 405 405 405 405 405 405
issues:exports:again        POST  done    404 404 404 404 404 302 404
issues:exports:again        POST  expired 404 404 404 404 404 302 404
meetings:report_file        GET   closed  200 200 200 200 200 200 200
meetings:report_file        GET   held    404 404 404 404 404 404 404
meetings:report_file        POST  closed  405 405 405 405 405 405 405
"""
