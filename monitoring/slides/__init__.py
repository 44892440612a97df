"""The presentation of the plan as PPTX: what it tells (gather) and how it looks (deck, charts, look)."""
