"""The facts that this stage announces: quotes and estimates use the envelope's own events."""
