"""Months beside each other as pages and files print them: two of them, or a year of them."""
