"""The facts that this stage announces; each room's own events are gathered here."""
