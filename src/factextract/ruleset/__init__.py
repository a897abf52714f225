"""Rules are data: reads rules/**/*.yaml, refuses what they may not say, and matches them against text."""
