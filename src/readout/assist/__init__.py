"""An optional language model or translator; its output is a proposal until `briefs` verifies it.

Nothing is sent unless an address is set. What is sent and what came back is kept by the desk.
"""

from readout.assist.model import ask as ask
from readout.assist.model import shorten as shorten
from readout.assist.settings import AssistSettings as AssistSettings
from readout.assist.settings import Translator as Translator
from readout.assist.settings import settings_from as settings_from
from readout.assist.talk import Answer as Answer
from readout.assist.translate import translate as translate
