"""Uploaded tables (XLSX, XLS, ODS, CSV): read safely and truthfully, given back with marks.

For the rest of the portal: `door.py` (read_workbook, marked_copy) and `contents.py` (what they take and give), and
`mark_list.is_remarks` for the list of remarks in a copy that comes back.

Hostile bytes are opened in a child process only (child.py); the door starts it and takes its answer (transport.py) as
data. There kinds.py looks at the first bytes; zipped.py, xlsx*.py, ods*.py, biff.py with xls.py, and csvfile.py read; a
sheet is gathered in drafts.py under the limits; counting.py counts the cells with another library, and when the two
numbers differ the file is refused. mark_*.py make the marked copy. What the child imports knows nothing of Django.
"""
