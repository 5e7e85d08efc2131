import pytest

from readout.intake.decode import decode

WORDS = "Москва опровергла сообщения о письме, сообщило министерство иностранных дел."
CASES = {
    "UTF-8": (WORDS.encode(), "utf-8"),
    "UTF-8 with a mark": (b"\xef\xbb\xbf" + WORDS.encode(), "utf-8 (byte order mark)"),
    "UTF-16": (WORDS.encode("utf-16"), "utf-16 (byte order mark)"),
    "windows-1251": (WORDS.encode("cp1251"), "cp1251 (guessed)"),
}


@pytest.mark.parametrize(("body", "how"), CASES.values(), ids=CASES)
def test_the_encoding_is_found_and_said(body, how):
    assert decode(body) == (WORDS, how)


def test_nothing_is_translated():
    text = "a\r\nb\rc\u00a0d\u2028e"
    assert decode(text.encode())[0] == text


def test_a_utf_8_text_with_a_broken_byte_says_how_many_characters_are_lost():
    text, how = decode(b"Ein Brief" + b"\xff\xfe\xfa" + "über".encode())
    assert text.startswith("Ein Brief")
    assert how
