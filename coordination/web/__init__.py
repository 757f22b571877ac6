"""What the web server adds to every page: refusals, request log, kept pages, the menu."""
