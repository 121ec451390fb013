"""The regions below one as pages and files print them: matrix, places and tile map."""
