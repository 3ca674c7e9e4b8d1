"""The staff's pages of clients, a module for each part."""
