"""Word and Excel files; knows nothing of the project."""
