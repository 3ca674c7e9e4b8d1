"""How the product looks: every page of the address table in a real Chromium, narrow and wide, light and dark."""
