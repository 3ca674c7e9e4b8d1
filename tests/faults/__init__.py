"""The kill run: the real process tree is killed at random instants and at armed points, and nothing may be lost."""
