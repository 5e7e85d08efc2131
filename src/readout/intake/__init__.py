"""Bytes and addresses in, captures out. What cannot be read is a Problem, and the rest goes on."""

from readout.intake.files import LIMIT as LIMIT
from readout.intake.files import found as found
from readout.intake.files import printable as printable
from readout.intake.files import take as take
from readout.intake.sniff import read as read
from readout.intake.warc import is_archive as is_archive
from readout.intake.warc import records as records
