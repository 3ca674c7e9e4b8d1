"""Filters for letters: their state and purpose in words."""

from django import template

from clientkeep.workspace.mail import state_words

register = template.Library()
register.filter("letter_word", state_words.word_of)
register.filter("letter_meaning", state_words.meaning_of)
register.filter("letter_purpose", state_words.purpose_of)
