"""Titles that several persons share."""

import pytest

from dragoman.language.analyse import analyse

SHARED = [
    ("en", "Presidents Anna Vant and Bram Osk met.", "President"),
    ("de", "Die Präsidenten Anna Vant und Bram Osk trafen sich.", "Präsident"),
    ("fr", "Les Premiers ministres Anna Vant et Bram Osk se sont vus.", "Premier ministre"),
    ("es", "Los presidentes Anna Vant y Bram Osk se reunieron.", "presidente"),
    ("pt", "Os presidentes Anna Vant e Bram Osk reuniram-se.", "presidente"),
    ("it", "I presidenti Anna Vant e Bram Osk si sono incontrati.", "presidente"),
    ("nl", "De premiers Anna Vant en Bram Osk spraken elkaar.", "premier"),
    ("sv", "Statsministrarna Anna Vant och Bram Osk möttes.", "Statsminister"),
    ("pl", "Premierzy Anna Vant i Bram Osk spotkali się.", "Premier"),
    ("cs", "Jednali premiéři Anna Vant a Bram Osk.", "premiér"),
    ("ru", "Президенты Анна Вант и Брам Оск встретились.", "Президент"),
    ("uk", "Президенти Анна Вант і Брам Оск зустрілися.", "Президент"),
    ("tr", "Cumhurbaşkanları Anna Vant ve Bram Osk görüştü.", "cumhurbaşkanı"),
]


@pytest.mark.parametrize(("language", "text", "office"), SHARED)
def test_a_title_in_the_plural_is_each_ones(language: str, text: str, office: str) -> None:
    persons = analyse(text, language).persons
    assert [(person.office, person.level) for person in persons] == [(office, "head")] * 2
    assert {person.name.split()[-1] for person in persons} in ({"Vant", "Osk"}, {"Вант", "Оск"})
