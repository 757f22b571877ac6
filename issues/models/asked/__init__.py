"""Several ministries of one request: asked beside the one in charge, and handing on."""
