"""Pages of the surveys, a module a topic."""
