"""A file that is not read, and why."""


class Refused(Exception):
    """The file is not read; the text says in words what is wrong and what to do."""
