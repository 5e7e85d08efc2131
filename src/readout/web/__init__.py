"""The reader: server-rendered pages over a desk."""
