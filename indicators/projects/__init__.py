"""Projects as pages and files print them; no queries."""
