"""Places are found in every script and case, with their usual English name and polity; the data behind them is sound."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.lexicon import Lexicon, load
from dragoman.language.names import key
from dragoman.language.places import SCRIPTS, find_places
from dragoman.language.tokens import tokenise

FOUND = [
    ("en", "talks in Geneva and New York", ["Geneva", "New York"]),
    ("en", "GENEVA, May 5", ["Geneva"]),
    ("en", "at Camp David", ["Camp David"]),
    ("de", "in Genf, Moskau und Den Haag", ["Geneva", "Moscow", "The Hague"]),
    ("fr", "à Pékin et à Genève", ["Beijing", "Geneva"]),
    ("es", "en Ginebra y Moscú", ["Geneva", "Moscow"]),
    ("pt", "em Moscou, Genebra e Pequim", ["Moscow", "Geneva", "Beijing"]),
    ("it", "a Ginevra e a Monaco di Baviera", ["Geneva", "Munich"]),
    ("ru", "в Москве, Сочи и Пекине", ["Moscow", "Sochi", "Beijing"]),
    ("uk", "у Варшаві та Празі", ["Warsaw", "Prague"]),
    ("pl", "w Warszawie, Moskwie i Wiedniu", ["Warsaw", "Moscow", "Vienna"]),
    ("cs", "v Praze a Pekingu", ["Prague", "Beijing"]),
    ("tr", "Moskova'da ve Cenevre'de", ["Moscow", "Geneva"]),
    ("sv", "i Köpenhamn och Warszawa", ["Copenhagen", "Warsaw"]),
    ("nl", "in Genève en Parijs", ["Geneva", "Paris"]),
    ("id", "di Jenewa dan Moskow", ["Geneva", "Moscow"]),
    ("ko", "모스크바에서 제네바로", ["Moscow", "Geneva"]),
    ("ja", "モスクワとジュネーブで", ["Moscow", "Geneva"]),
    ("zh", "在莫斯科和日内瓦", ["Moscow", "Geneva"]),
    ("zh", "在華盛頓", ["Washington"]),
    ("ar", "في موسكو وبالقاهرة", ["Moscow", "Cairo"]),
]

NOT_FOUND = [
    ("en", "Same here. Nice to meet you. Of course."),
    ("en", "a moscow mule"),
    ("de", "Essen und Trinken"),
    ("ru", "заседание Совета"),
    ("ko", "북한산 파리채"),
    ("ja", "パリティとタイミング"),
    ("ar", "وكان من المقرر"),
    ("en", "the Vienna Convention"),
    ("de", "ein neuer Roman"),
    ("tr", "Sana verilen Kabul"),
    ("it", "Nata a Colori"),
    ("es", "Gran Goma"),
    ("ru", "посол Бразилии"),
]


def lexicon_of(language: str) -> Lexicon:
    lexicon = load(language)
    assert lexicon
    return lexicon


@pytest.mark.parametrize(("language", "text", "names"), FOUND)
def test_places_are_found(language: str, text: str, names: list[str]) -> None:
    assert [mention.name for mention in find_places(tokenise(text), lexicon_of(language))] == names


@pytest.mark.parametrize(("language", "text"), NOT_FOUND)
def test_what_only_looks_like_a_place_is_not_found(language: str, text: str) -> None:
    assert find_places(tokenise(text), lexicon_of(language)) == ()


def test_a_place_tells_its_polity() -> None:
    mentions = find_places(tokenise("Sochi, The Hague, Hong Kong, Crimea"), lexicon_of("en"))
    assert [mention.country for mention in mentions] == ["RUS", "NLD", "HKG", "UKR"]


@pytest.mark.parametrize("script", SCRIPTS)
def test_names_are_keys_of_known_places(script: str) -> None:
    data = resources.files("dragoman.language").joinpath("data")
    places = data.joinpath("places.tsv").read_text("utf-8").splitlines()
    lines = data.joinpath(f"names.{script}.tsv").read_text("utf-8").splitlines()
    names = [line.split("\t") for line in lines]
    assert all(key(name) == name for name, _ in names)
    assert all(0 <= int(number) < len(places) for _, number in names)
    assert len({name for name, _ in names}) == len(names)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["en", "ru", "ar", "ko", "ja", "zh", "tr"]))
def test_any_text_gives_ranges_that_do_not_overlap(text: str, language: str) -> None:
    tokens = tokenise(text)
    mentions = find_places(tokens, lexicon_of(language))
    ends = 0
    for mention in mentions:
        assert ends <= mention.first < mention.last <= len(tokens)
        ends = mention.last
