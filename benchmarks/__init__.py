"""Speed and memory, always as ratios of two things measured in one run: machines are noisy, ratios are less so."""
