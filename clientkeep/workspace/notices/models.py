"""What a person of the firm is told, and how. The rooms' models are gathered here."""
