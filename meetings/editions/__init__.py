"""版: which editions of minutes somebody reads, what differs between two, a speech through all."""
