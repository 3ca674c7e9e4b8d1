"""When the firm works, and when it does not. The rooms' models are gathered here."""
