"""Bytes and addresses in, captures out. What cannot be read is a Problem, and the rest goes on."""
