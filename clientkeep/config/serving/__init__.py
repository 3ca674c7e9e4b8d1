"""`clientkeep serve`: one process tree of a supervisor, the web server and the worker."""
