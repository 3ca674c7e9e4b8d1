"""What a cell means: amounts, dates, countries, currencies, e-mails and the like, or why it cannot be told."""
