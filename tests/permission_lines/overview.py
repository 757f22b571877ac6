"""The dashboards: everybody opens them, each counts what the reader may see."""

TABLE = """
issues:overview:show       GET  - 200 200 200 200 200 200 200
issues:overview:ministries GET  - 200 200 200 200 200 200 200
issues:overview:places     GET  - 200 200 200 200 200 200 200
issues:overview:flow       GET  - 200 200 200 200 200 200 200
issues:overview:show       POST - 405 405 405 405 405 405 405
"""
