"""The fill-in workbook: a month's figures out to Excel and back, as drafts of the ledger.

Reads and compares; what is confirmed is written by the ledger.
"""
