"""Reading files that people bring from other tools: bytes in, a plan for each client out. Plain Python."""
