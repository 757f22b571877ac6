"""`make run`: the environment, whose turn it is, the programs kept up, their logs."""
