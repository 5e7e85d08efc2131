"""The command `readout`."""


def main() -> None:
    raise NotImplementedError
