"""What the database itself forbids; each room's own guards are gathered here."""

from .credentials.triggers import GUARDS as CREDENTIALS

GUARDS = [*CREDENTIALS]
