"""Reading files that may be made to do harm: in a child process with limits. Plain Python."""
