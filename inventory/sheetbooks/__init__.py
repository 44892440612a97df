"""What a sheet (arkusz inwentaryzacyjny) holds: frozen rows and totals, and the PDF and XLSX made from them alone."""
