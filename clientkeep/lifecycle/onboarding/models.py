"""The same good start each time. The rooms' models are gathered here."""
