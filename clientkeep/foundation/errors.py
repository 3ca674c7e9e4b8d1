"""Errors that a person can act on. Each names the field, where there is one, and says what to do."""


class Refusal(Exception):
    """Something asked for was refused and nothing was done.

    `field` names the input at fault (or None), `message` says what to do, `code` is stable for programs.
    """

    status = 422
    code = "invalid"

    def __init__(self, message: str, field: str | None = None, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.code = code or self.code


class Invalid(Refusal):
    """An input that cannot be taken as it is."""


class Conflict(Refusal):
    """The thing changed meanwhile, or its state does not allow this."""

    status = 409
    code = "conflict"


class Forbidden(Refusal):
    """The person sees the thing but may not do this with it."""

    status = 403
    code = "forbidden"


class TooMany(Refusal):
    """A limit was reached; `retry_after` is in seconds."""

    status = 429
    code = "too_many"

    def __init__(self, message: str, retry_after: int, field: str | None = None) -> None:
        super().__init__(message, field)
        self.retry_after = retry_after
