"""Several ministries of one request: asked beside the one in charge, handing on, signing."""
