"""Counting the answers of a campaign: read once, added up, and released as far as the suppression engine allows."""
