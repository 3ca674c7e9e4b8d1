"""What keeps a client: feedback, cases, trust, reviews. The rooms' models are gathered here."""
