"""Polities are found by whatever a language calls them, and not where a name only looks like one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.language.lexicon import Lexicon, load
from dragoman.language.polities import find_polities
from dragoman.language.territories import territories
from dragoman.language.tokens import tokenise

LANGUAGES = ("ar", "cs", "de", "en", "es", "fr", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "tr", "uk", "zh")

NAMED = [
    ("en", "The US and the UK held talks.", "USA GBR"),
    ("en", "U.S.-China consultations", "USA CHN"),
    ("en", "the Democratic People's Republic of Korea and the ROK", "PRK KOR"),
    ("en", "inter-Korean talks", "KOR PRK"),
    ("en", "the ROK-Russia dialogue", "KOR RUS"),
    ("en", "KoreaTurkey Defense Talks", "KOR TUR"),
    ("en", "Sino-Russian and Anglo-French consultations", "CHN RUS GBR FRA"),
    ("en", "Niger, Nigeria, Guinea-Bissau and Papua New Guinea", "NER NGA GNB PNG"),
    ("en", "the Security Council and the European Commission", "UN EU"),
    ("en", "the Kremlin and the White House", "RUS USA"),
    ("en", "the Holy See", "VAT"),
    ("de", "deutsch-französische Konsultationen", "DEU FRA"),
    ("de", "Nordkoreas Führung und das sowjetische Heer", "PRK SUN"),
    ("de", "mit den Vereinigten Staaten und der DVRK", "USA PRK"),
    ("fr", "les consultations franco-allemandes", "FRA DEU"),
    ("fr", "la délégation tchadienne et la partie française à l'Élysée", "TCD FRA FRA"),
    ("es", "los cancilleres argentino y chileno en EE.UU.", "ARG CHL USA"),
    ("es", "las relaciones hispano-marroquíes", "ESP MAR"),
    ("pt", "as consultas luso-angolanas com os Estados Unidos", "PRT AGO USA"),
    ("it", "le delegazioni italiane e tedesche", "ITA DEU"),
    ("ru", "в России и Китае", "RUS CHN"),
    ("ru", "русско-японский диалог с Республикой Корея и КНДР", "RUS JPN KOR PRK"),
    ("ru", "в Соединённых Штатах и Саудовской Аравии", "USA SAU"),
    ("uk", "українсько-польський діалог зі Сполученими Штатами", "UKR POL USA"),
    ("uk", "делегація Саудівської Аравії", "SAU"),
    ("pl", "polsko-rosyjski dialog w Niemczech", "POL RUS DEU"),
    ("pl", "przedstawiciele Korei Północnej i Stanów Zjednoczonych", "PRK USA"),
    ("cs", "česko-německé konzultace s Čínou", "CZE DEU CHN"),
    ("tr", "Türkiye'nin ve Rusya'nın temsilcileri", "TUR RUS"),
    ("tr", "Rusya Dışişleri Bakanlığı, ABD'nin", "RUS USA"),
    ("sv", "de ryska och nordkoreanska delegationerna", "RUS PRK"),
    ("nl", "de Noord-Koreaanse en Russische delegaties", "PRK RUS"),
    ("id", "delegasi Rusia dan Korea Utara", "RUS PRK"),
    ("ko", "제6차 한러 정책협의회", "KOR RUS"),
    ("ko", "한·러 외교장관 회담", "KOR RUS"),
    ("ko", "한미일 안보실장", "KOR USA JPN"),
    ("ko", "美 대표단, 北 외무성", "USA PRK"),
    ("ko", "방중 기간", "CHN"),
    ("ja", "日中韓の会談", "JPN CHN KOR"),
    ("ja", "訪米した日・EU代表", "USA JPN EU"),
    ("ja", "6日中国を訪問", "CHN"),
    ("zh", "中俄战略磋商", "CHN RUS"),
    ("zh", "俄方与美方", "RUS USA"),
    ("zh", "韓國與中國", "KOR CHN"),
    ("zh", "会谈中日本代表", "JPN"),
    ("ja", "日本中で", "JPN"),
    ("ko", "한-아세안과 한아세안", "KOR ASEAN KOR ASEAN"),
    ("ar", "الوفد الروسي والوفد السعودي", "RUS SAU"),
    ("ar", "للمملكة المتحدة والولايات المتحدة الأمريكية", "GBR USA"),
    ("ar", "وروسيا والصين", "RUS CHN"),
]

NOT_NAMED = [
    ("en", "let us have turkey from fine china"),
    ("en", "the South China Sea and the Indian Ocean"),
    ("en", "on the Korean Peninsula"),
    ("en", "Latin American music, China Daily"),
    ("de", "im Südchinesischen Meer"),
    ("fr", "Réunion du conseil"),
    ("it", "Riunione del consiglio"),
    ("es", "Reunión del consejo"),
    ("ru", "на Корейском полуострове"),
    ("ko", "인도주의 지원과 한반도"),
    ("ja", "朝鮮半島のタイミング"),
    ("ja", "今日、日常の米"),
    ("zh", "集中讨论其中的方法"),
    ("tr", "Mali İşler"),
    ("ar", "شبه الجزيرة الكورية"),
]


def codes(language: str, text: str) -> list[str]:
    lexicon = load(language) or Lexicon(language=language, name=language)
    return [mention.code for mention in find_polities(text, tokenise(text), lexicon)]


@pytest.mark.parametrize(("language", "text", "expected"), NAMED)
def test_polities_are_found(language: str, text: str, expected: str) -> None:
    assert codes(language, text) == expected.split()


@pytest.mark.parametrize(("language", "text"), NOT_NAMED)
def test_what_only_looks_like_a_polity_is_not_found(language: str, text: str) -> None:
    assert codes(language, text) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_of_cldr_is_found_or_withdrawn_by_the_lexicon(language: str) -> None:
    lexicon = load(language)
    assert lexicon
    known = {name for names in lexicon.polities.names.values() for name in names}
    withdrawn = set(lexicon.polities.not_polities) | known
    missed = [name for name, code in territories(language).items() if codes(language, name) != [code] and name not in withdrawn]
    assert missed == []


def test_the_form_is_told() -> None:
    text = "Pyongyang, North Korea, DPRK and North Korean"
    lexicon = load("en")
    assert lexicon
    forms = [mention.form for mention in find_polities(text, tokenise(text), lexicon)]
    assert forms == ["seat", "name", "abbreviation", "adjective"]


def test_a_language_without_a_lexicon_has_the_names_of_cldr_and_acronyms() -> None:
    assert codes("fi", "Suomi ja Ruotsi, NATO") == ["FIN", "SWE", "NATO"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_codes_of_a_lexicon_are_codes(language: str) -> None:
    lexicon = load(language)
    assert lexicon
    section = lexicon.polities
    for table in (section.names, section.adjectives, section.abbreviations, section.seats, section.combining):
        for key in table:
            assert all(re.fullmatch(r"[A-Z0-9]{2,12}", code) for code in key.split()), key


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_gives_ordered_ranges_of_its_tokens(text: str, language: str) -> None:
    lexicon = load(language)
    assert lexicon
    tokens = tokenise(text)
    mentions = find_polities(text, tokens, lexicon)
    assert all(0 <= mention.first < mention.last <= len(tokens) for mention in mentions)
    assert [mention.first for mention in mentions] == sorted(mention.first for mention in mentions)
