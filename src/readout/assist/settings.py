"""Which model and which translator, as the environment says. Without an address nothing is asked."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: Characters that may be sent in a day.
BUDGET = 200_000
#: How long an answer may take in all, in seconds.
PATIENCE = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """A LibreTranslate or DeepL compatible address."""

    kind: Literal["libretranslate", "deepl"]
    address: str
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistSettings:
    """Where a model is asked. `address` empty: nowhere."""

    #: What ends in "/v1": "/chat/completions" is put behind it.
    address: str = ""
    key: str = field(default="", repr=False)
    model: str = ""
    #: Characters that may be sent in a day, to model and translator together.
    budget: int = BUDGET
    patience: float = PATIENCE
    translator: Translator | None = None

    @property
    def on(self) -> bool:
        return bool(self.address and self.model)


def settings_from(environ: Mapping[str, str] = os.environ) -> AssistSettings:
    """What the READOUT_ASSIST_… and READOUT_TRANSLATOR_… variables say."""
    budget, patience = environ.get("READOUT_ASSIST_BUDGET", ""), environ.get("READOUT_ASSIST_PATIENCE", "")
    return AssistSettings(
        address=environ.get("READOUT_ASSIST_ADDRESS", "").rstrip("/"),
        key=environ.get("READOUT_ASSIST_KEY", ""),
        model=environ.get("READOUT_ASSIST_MODEL", ""),
        budget=int(budget) if budget.isdecimal() else BUDGET,
        patience=float(patience) if patience.isdecimal() else PATIENCE,
        translator=_translator(environ),
    )


def _translator(environ: Mapping[str, str]) -> Translator | None:
    address, key = environ.get("READOUT_TRANSLATOR_ADDRESS", ""), environ.get("READOUT_TRANSLATOR_KEY", "")
    if not address:
        return None
    kind = environ.get("READOUT_TRANSLATOR_KIND", "libretranslate").strip().casefold()
    return Translator(
        kind="deepl" if kind == "deepl" else "libretranslate", address=address.rstrip("/"), key=key
    )
