"""What this stage shows on pages of lower floors; each room's own panels are gathered here."""
