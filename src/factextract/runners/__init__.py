"""Ways to run a task over many documents."""
