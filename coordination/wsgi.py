"""The door for the web server: ``gunicorn coordination.wsgi``."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from coordination import embedded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
embedded.ensure_running()
application = get_wsgi_application()
