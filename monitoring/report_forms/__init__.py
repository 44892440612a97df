"""Forms of reports: ordering, finding, correcting, commentaries, the letterhead."""
