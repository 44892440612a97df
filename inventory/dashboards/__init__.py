"""What the dashboards show: figures of a register as of a day, and the sections, tables and links made of them."""
