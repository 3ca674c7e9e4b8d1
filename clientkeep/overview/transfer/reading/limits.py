"""How much one file may hold. The numbers are those of the limits page; callers may only lower them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """bytes: of the file as uploaded; rows: below the header; columns: in any row; field: characters of one cell."""

    bytes: int = 25 * 1024 * 1024
    rows: int = 200_000
    columns: int = 200
    field: int = 20_000


LIMITS = Limits()
