"""Names and titles led back to the nominative, by the lexicons' tables."""

import pytest

from dragoman.language import nominative
from dragoman.language.lexicon import load


@pytest.mark.parametrize(
    ("language", "declined", "plain"),
    [
        ("ru", "Петром Зубровым", "Петр Зубров"),
        ("ru", "Анной Зубровой", "Анна Зуброва"),
        ("ru", "Анна Зуброва", "Анна Зуброва"),
        ("ru", "Сергей Зубров", "Сергей Зубров"),
        ("ru", "Хан Бон Сомом", "Хан Бон Сом"),
        ("uk", "Дмитра Зубренка", "Дмитро Зубренко"),
        ("uk", "Андрієм Зубрицьким", "Андрій Зубрицький"),
        ("pl", "Marka Żubrowskiego", "Marek Żubrowski"),
        ("pl", "Anną Żubrowską", "Anna Żubrowska"),
        ("cs", "Tomáše Zubrovského", "Tomáš Zubrovský"),
        ("cs", "Janem Zubrem", "Jan Zubr"),
        ("en", "Rupert Hentzau", "Rupert Hentzau"),
    ],
)
def test_a_name_is_led_back_where_all_its_words_fit_one_case(language: str, declined: str, plain: str) -> None:
    lexicon = load(language)
    assert lexicon
    assert nominative.person(declined, lexicon) == plain


@pytest.mark.parametrize(
    ("language", "declined", "plain"),
    [
        ("ru", "первого заместителя министра обороны", "первый заместитель министра обороны"),
        ("ru", "руританско-граустаркских политических консультаций", "руританско-граустаркские политические консультации"),
        ("uk", "прем'єр-міністром", "прем'єр-міністр"),
        ("pl", "Dialogu Strategicznego", "Dialog Strategiczny"),
        ("pl", "wiceministrem spraw zagranicznych", "wiceminister spraw zagranicznych"),
        ("cs", "generálního tajemníka", "generální tajemník"),
        ("ar", "للحوار الاستراتيجي", "الحوار الاستراتيجي"),
        ("en", "Strategic Dialogue", "Strategic Dialogue"),
    ],
)
def test_a_title_or_channel_is_led_back_by_its_head_and_what_agrees_with_it(language: str, declined: str, plain: str) -> None:
    lexicon = load(language)
    assert lexicon
    assert nominative.phrase(declined, lexicon) == plain
