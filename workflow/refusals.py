"""What a refusal is worth as an answer of the web: once, for pages, fragments and the API."""

from __future__ import annotations

from workflow.machine import RefusalKind

STATUS = {RefusalKind.FORBIDDEN: 403, RefusalKind.CONFLICT: 409, RefusalKind.INCOMPLETE: 422}
