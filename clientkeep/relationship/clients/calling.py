"""How a person is called in a letter: by the first name, whatever title stands before it. Plain Python."""

TITLES = frozenset("dr prof mr mrs ms mx miss sir dame herr frau dipl ing mag m mme dott sig sra sr".split())


def first_name(name: str) -> str:
    """Return the first word of a name that is no title; a name of titles alone stays whole, an empty one empty."""
    words = name.split()
    return next((word for word in words if word.lower().rstrip(".") not in TITLES), name.strip())
