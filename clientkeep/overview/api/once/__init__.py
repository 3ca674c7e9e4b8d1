"""A request that is sent again under its key does nothing again: it gets the first answer."""
