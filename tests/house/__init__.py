"""The house: what holds for every address, every role and every file, made from the address table and the code."""
