"""The pages of strangers: the month, the form, their own booking. No script, no cookie; a secret link proves who comes."""
