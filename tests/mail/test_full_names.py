"""Names as they are compared."""

import pytest

from invite_guard.mail.full_names import full_name_key, name_words


@pytest.mark.parametrize("name", ["मोहन", "மோகன்", "মোহন", "ආනන්ද", "สมชาย"])
def test_a_word_with_vowel_signs_is_one_word_and_no_full_name(name: str) -> None:
    assert len(name_words(name)) == 1
    assert full_name_key(name) == ()


def test_vowel_signs_tell_names_apart() -> None:
    assert full_name_key("राम गुहा") == full_name_key("गुहा, राम")
    assert full_name_key("राम गुहा") != full_name_key("रोम गुहा")
