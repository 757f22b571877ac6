"""取込み（Excelから）: columns mapped, rows checked, requests made of a sheet."""
