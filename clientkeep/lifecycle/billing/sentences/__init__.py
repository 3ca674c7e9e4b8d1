"""Compose at work: the sentence engine with the firm's records, on pages and in the command bar."""
