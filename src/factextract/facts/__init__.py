"""Fact types, one a module: each finds candidates in a reading and builds the validated facts of those kept."""
