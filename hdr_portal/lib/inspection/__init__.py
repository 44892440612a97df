"""Tells by content what an uploaded file is, and refuses what is broken or dangerous.

Imports nothing of the portal: it runs in a child process with a memory and time limit (child.py), which has to start quickly.
"""
