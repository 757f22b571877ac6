"""対応状況一覧 and its files: columns once, rows from `Standing` or a frozen report."""
