"""Subscriptions and deliveries: who gets which report when, and what became of every single sending.

`windows` says when something is due, `planning` writes rows, `doing` takes one row from claim to answer, `claims` moves
its state, `message` makes the bytes, `sending` speaks SMTP, `alarms` tells people what went wrong.
"""
