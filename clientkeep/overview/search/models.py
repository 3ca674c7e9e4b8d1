"""No models: the index of the search is laid by triggers.py. With this module, Django tells this app after each migrate."""
