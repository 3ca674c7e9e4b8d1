"""What this stage does when an earlier one announces something."""
