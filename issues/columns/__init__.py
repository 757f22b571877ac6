"""The columns of a list of requests, each declared once: for the page, files and print."""
