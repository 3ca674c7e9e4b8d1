"""What the client learns of the work. The rooms' models are gathered here."""
