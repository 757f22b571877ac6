"""What the pages of a request, a point and a commitment hold."""
