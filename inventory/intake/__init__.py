"""Import of a school's workbook: from the cells of a sheet to a diff against the register, and the diff into the register.

`columns` asks which column is which, `reading` turns cells into values, `entries` finds dictionary entries, `matching`
finds the devices that rows mean, `comparing` tells what would change, `diff_files` keeps the answer, `writing` carries it
out and `undoing` takes it back. Nothing here asks who may: services/imports.py does.
"""
