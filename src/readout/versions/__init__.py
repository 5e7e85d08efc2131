"""Articles in, versions out: which article is a later text of which, and what changed between them."""
