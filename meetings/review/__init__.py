"""Suggestions and sentences, decided on until nothing is unread; the reading view."""
