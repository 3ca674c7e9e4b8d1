"""Chapters of the story from the first inquiry to the start of work: what a person does at the desk, and another on a phone."""
