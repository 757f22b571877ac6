"""The dashboards: everybody opens them, each counts what the reader may see."""

TABLE = """
reports:overview:show       GET  - 200 200 200 200 200 200 200
reports:overview:ministries GET  - 200 200 200 200 200 200 200
reports:overview:places     GET  - 200 200 200 200 200 200 200
reports:overview:flow       GET  - 200 200 200 200 200 200 200
reports:overview:show       POST - 405 405 405 405 405 405 405
"""
