"""Whether everything is up, and what work does not get on."""
