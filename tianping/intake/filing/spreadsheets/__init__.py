"""Understanding a bank's spreadsheet (批量起诉清单): pure functions from bytes to findings, nothing stored.

`findings.check_workbook` is the door; `returned` and `template` write spreadsheets; `command` is the command line.
"""
