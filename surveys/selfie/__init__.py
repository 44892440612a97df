"""SELFIE sessions as values: what is typed, checked, compared. No database; services and pages stand above."""
