"""Rules of qualification, plain Python: formulas over numbers, what an answer earns, and the score of all of them."""
