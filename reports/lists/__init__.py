"""対応状況一覧 and its files: columns once, rows of now or of a frozen report."""
