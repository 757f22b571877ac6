"""Benchmarks stand on the tests' servers, people and factories."""

pytest_plugins = ("tests.conftest",)
