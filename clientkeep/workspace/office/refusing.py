"""A refusal of a verb stands at its field of the form, or above it, with what was typed still there."""

from collections.abc import Callable
from typing import Any

from django import forms

from clientkeep.foundation.errors import Refusal, TooMany


def tried(form: forms.Form, verb: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[bool, Any]:
    """Run the verb; (True, what it returns), or (False, None) with its refusal written into the form."""
    try:
        return True, verb(*args, **kwargs)
    except TooMany:
        raise
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False, None
