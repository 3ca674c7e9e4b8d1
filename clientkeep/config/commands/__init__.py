"""One module for each command of `clientkeep`."""
