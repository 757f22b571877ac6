"""Sheets of any format as rows of typed cells with their addresses. Plain Python, knows no app."""
