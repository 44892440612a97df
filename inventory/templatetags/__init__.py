"""Template tags of the register's pages."""
