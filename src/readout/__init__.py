"""readout: who said what, to whom, and who denies it."""

__version__ = "0.1.0"
