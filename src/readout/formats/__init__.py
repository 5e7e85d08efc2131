"""Nouns in, files out: the export records of the contract, text, JSON, Markdown, HTML. Pure."""
