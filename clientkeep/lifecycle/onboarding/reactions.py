"""What this stage does when something is announced: each room's own reactions are gathered here."""
