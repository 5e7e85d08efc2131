"""Articles in, dated events out: what happened when, how surely, and in whose words."""
