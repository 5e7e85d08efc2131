"""Translators behind LibreTranslate and DeepL compatible addresses.

After: LibreTranslate's `/translate`, DeepL's `/v2/translate`.
"""

import json
from collections.abc import Sequence
from typing import Any

from readout.assist.settings import Translator
from readout.assist.talk import ORIGIN, Answer, post
from readout.model import Problem


def translate(
    texts: Sequence[str], language: str, into: str, translator: Translator, patience: float
) -> Answer:
    """The texts in another language, in their order, as proposals; all of them, or a Problem."""
    address, body, headers = _request(texts, language, into, translator)
    came = post(address, body, headers, patience=patience)
    if isinstance(came, Problem):
        return Answer(problem=came)
    found = _read(came, translator)
    if found is None or len(found) != len(texts):
        what = "the answer does not hold one translation for each text; nothing of it is shown"
        return Answer(body=came, problem=Problem(where=translator.address, what=what, origin=ORIGIN))
    return Answer(proposed=tuple((text, (n,)) for n, text in enumerate(found)), body=came)


def _request(
    texts: Sequence[str], language: str, into: str, translator: Translator
) -> tuple[str, dict[str, Any], dict[str, str]]:
    headers = {"Content-Type": "application/json"}
    source, target = language.partition("-")[0], into.partition("-")[0]
    if translator.kind == "deepl":
        headers["Authorization"] = f"DeepL-Auth-Key {translator.key}"
        body: dict[str, Any] = {"text": list(texts), "target_lang": target.upper()}
        if source != "und":
            body["source_lang"] = source.upper()
        return f"{translator.address}/v2/translate", body, headers
    body = {
        "q": list(texts),
        "source": "auto" if source == "und" else source,
        "target": target,
        "format": "text",
    }
    if translator.key:
        body["api_key"] = translator.key
    return f"{translator.address}/translate", body, headers


def _read(body: str, translator: Translator) -> list[str] | None:
    try:
        told = json.loads(body)
        if translator.kind == "deepl":
            found = [row["text"] for row in told["translations"]]
        else:
            found = told["translatedText"]
            found = [found] if isinstance(found, str) else list(found)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return found if all(isinstance(text, str) for text in found) else None
