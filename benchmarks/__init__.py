"""What is measured, and how: `bin/bench` prints one table beside the aims and writes it as JSON."""
