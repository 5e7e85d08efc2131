"""The reader: server-rendered pages."""
