"""What comes before the first agreement. The rooms' models are gathered here."""
