"""よく使う一覧: which lists of requests a reader is offered by name, each with its count."""
