"""Logging in words at work: the engine of `words` with the firm's records, on pages, in the bar, by program and by command."""
