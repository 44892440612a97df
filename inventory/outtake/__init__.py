"""What leaves the register: lists as XLSX, CSV and PDF, and the workbook of one school that comes back filled in."""
