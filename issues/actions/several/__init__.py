"""Verbs of requests that several ministries are asked about."""
