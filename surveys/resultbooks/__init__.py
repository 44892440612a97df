"""What is said of released results, in one form for the page, the PDF and the workbook: so all three say the same."""
