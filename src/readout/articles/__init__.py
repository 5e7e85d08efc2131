"""Captures in, articles out: one capture may hold many; its furniture is kept apart, never lost."""

from readout.model import Capture, Reading


def read_capture(capture: Capture) -> Reading:
    """The articles of a capture in order of the page, and everything else in it as furniture."""
    raise NotImplementedError(capture.id)
