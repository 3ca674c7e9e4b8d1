"""The form that a firm can begin with."""

NAME = "Before we begin"
TEXT = """# About your business
What do you do, in two sentences? [long, required]
Your website? [text] -> website
Who decides on our work? [text, required]

# What there is
Do you have a logo? [choice: Yes | No, required]
Send us the logo [files] if Do you have a logo? = Yes
What else is there? [several: Photos | Texts | Brand rules | Nothing yet]

# The work
By which day is it needed? [date] -> project
How many people will use it? [number] -> project
What must not happen? [long] -> project

# Consent
We may name you as a client while we work together [consent]
"""
