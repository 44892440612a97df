"""Uploaded tables (XLSX, XLS, ODS, CSV): read safely and truthfully, given back with marks.

Hostile bytes are opened in a child process only (child.py); `door.py` starts it and takes its answer as data.
Nothing here knows of schools, devices or a database, and what the child imports knows nothing of Django either.
"""
