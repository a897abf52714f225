"""Facts in a database: SQLite or PostgreSQL, one schema. Needs SQLAlchemy (the extra `database` or `postgres`)."""
