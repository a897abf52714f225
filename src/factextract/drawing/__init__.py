"""Pages drawn with what was seen on them: frames, blocks with their roles, reading order, facts."""
