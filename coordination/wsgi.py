"""The door for the web server: ``gunicorn coordination.wsgi``."""

from __future__ import annotations

import logging
import os

from django.core.wsgi import get_wsgi_application

from coordination import embedded
from coordination.database import owner
from coordination.running import private

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coordination.settings")
# Pages wait for the database so long and no longer (`coordination.database.patience`).
os.environ["RONTEN_PAGES"] = "1"
private.keep_to_owner()
embedded.ensure_running()
application = get_wsgi_application()
if owner.product_owns_tables():
    logging.getLogger(__name__).warning(owner.ONE_ROLE)
