"""What the database itself forbids; each room's own guards are gathered here."""

from .credentials.triggers import GUARDS as CREDENTIALS
from .expectations.triggers import GUARDS as EXPECTATIONS

GUARDS = [*CREDENTIALS, *EXPECTATIONS]
