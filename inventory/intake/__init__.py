"""Import of a school's workbook: from the cells of a sheet to a diff against the register, and the diff into the register.

`mapping` asks which column is which, `readers` and `lines` turn cells into values, `entries` finds dictionary entries,
`matching` finds the devices that rows mean, `comparing` tells what would change, `computing` does all of it, `diff_files`
and `work` keep the answer, `writing` carries it out, `undoing` takes it back. Nothing here asks who may: the services do.
"""
