"""The shipped language model, through its public interface. Every person and country here is invented."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.language.encoder import Encoder, ModelError, Parse, available
from dragoman.language.encoder.model import FILES, FOLDER

pytestmark = pytest.mark.skipif(not available(), reason="built without the language model")

# Sentence, names that it holds.
FIXED = [
    (
        "Ruritania's Foreign Minister Anna Kowalska met John Brandt in Geneva on Monday.",
        {("Ruritania", "LOC"), ("Anna Kowalska", "PER"), ("John Brandt", "PER"), ("Geneva", "LOC")},
    ),
    ("The delegation led by General Peter Holm visited Vienna and Prague.", {("Peter Holm", "PER"), ("Vienna", "LOC"), ("Prague", "LOC")}),
    (
        "Ministerin Clara Vogt empfing in Berlin ihren Kollegen Pavel Novotny.",
        {("Clara Vogt", "PER"), ("Berlin", "LOC"), ("Pavel Novotny", "PER")},
    ),
    ("Le ministre s'est entretenu avec Jeanne Duval à Genève.", {("Jeanne Duval", "PER"), ("Genève", "LOC")}),
    (
        "El canciller Pedro Aldana viajó a Madrid para reunirse con Lucía Ferrán.",
        {("Pedro Aldana", "PER"), ("Madrid", "LOC"), ("Lucía Ferrán", "PER")},
    ),
    (
        "O ministro João Valadares reuniu-se em Lisboa com Maria Tavora.",
        {("João Valadares", "PER"), ("Lisboa", "LOC"), ("Maria Tavora", "PER")},
    ),
    ("Il ministro Paolo Bertani ha incontrato a Roma Giulia Corsi.", {("Paolo Bertani", "PER"), ("Roma", "LOC"), ("Giulia Corsi", "PER")}),
    ("Министр Иван Крутов встретился в Москве с Анной Белой.", {("Иван Крутов", "PER"), ("Москве", "LOC"), ("Анной Белой", "PER")}),
    ("김철수 장관은 서울에서 이영희 차관과 회담했다.", {("김철수", "PER"), ("서울", "LOC"), ("이영희", "PER")}),
    ("山田花子外務大臣は東京で田中一郎氏と会談した。", {("山田花子", "PER"), ("東京", "LOC"), ("田中一郎", "PER")}),
    ("李明部长在北京会见了王小红。", {("李明", "PER"), ("北京", "LOC"), ("王小红", "PER")}),
    ("Bakan Ayşe Demirel, Ankara'da Mehmet Korkut ile görüştü.", {("Ayşe Demirel", "PER"), ("Ankara", "LOC"), ("Mehmet Korkut", "PER")}),
]
# Sentence, the word that tells of an engagement, its type and status, what belongs to it and what does not.
TOLD = [
    (
        "Foreign Minister Anna Kowalska met her Sylvanian counterpart in Geneva on 3 May to discuss the crisis in Ardavia.",
        ("met", "meeting", "held"),
        {"Anna Kowalska", "Sylvanian", "Geneva", "3 May"},
        {"Ardavia"},
    ),
    (
        "Der ruritanische Präsident Karl Bergström reist am Dienstag nach Zenda.",
        ("reist", "visit", "planned"),
        {"Karl Bergström", "Zenda"},
        set[str](),
    ),
    ("Президент Сильвании отменил намеченный на июнь визит в Зенду.", ("визит", "visit", "cancelled"), {"Сильвании", "Зенду"}, set[str]()),
    ("ルリタニアの国防相は5日、ゼンダでシルバニアの国防相と会談した。", ("会談", "meeting", "held"), {"ルリタニア", "ゼンダ"}, set[str]()),
    ("루리타니아 외무장관은 다음 달 실바니아를 방문할 예정이다.", ("방문", "visit", "planned"), {"루리타니아", "실바니아"}, set[str]()),
    ("Les deux ministres ont signé lundi à Zenda un accord de coopération.", ("signé", "signing", "held"), {"lundi", "Zenda"}, set[str]()),
]
HOSTILE = [
    "",
    " ",
    "\n\t\u3000",
    "\x00\x01\x7f",
    "\ud800",
    "a\udfffb",
    "\u200b\u200d\ufeff",
    "e" + "\u0301" * 500,
    "🏳️‍🌈" * 50,
    "𝔸𝔹ℂ ½ ㍿ ﷺ",
    "\u202eabc\u202c",
    "x" * 5000,
    "国" * 3000,
    "." * 3000,
    "-" * 400 + " a",
    "<s></s><pad>▁▁",
    "Ａ Ｂ",
    "ﬁ…№",
]
TEXT = st.text(alphabet=st.characters(), max_size=80) | st.text(alphabet="ab 国の서.,-'\n▁\u0301ﬁ…½", max_size=300)


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(threads=2)


def read(encoder: Encoder, text: str) -> Parse:
    """The whole text as one sentence."""
    (parse,) = encoder.parse(text, [(0, len(text))])
    return parse


def check_form(parse: Parse, start: int, end: int) -> None:
    """Places lie in the sentence in order, and the words are one tree."""
    for things in (parse.words, parse.names):
        edges = [edge for thing in things for edge in (thing.start, thing.end)]
        assert edges == sorted(edges) and all(start <= edge <= end for edge in edges)
        assert all(thing.start < thing.end for thing in things)
    assert sum(word.head < 0 for word in parse.words) == (1 if parse.words else 0)
    for index in range(len(parse.words)):
        seen: set[int] = set()
        while index >= 0:
            assert index not in seen
            seen.add(index)
            index = parse.words[index].head
    assert all(0 <= name.confidence <= 1 for name in (*parse.names, *parse.occasions))
    for things in (parse.tellings, parse.occasions):
        assert all(start <= thing.start < thing.end <= end for thing in things)
    for telling in parse.tellings:
        assert 0 < sum(telling.kinds.values()) <= 1.001 and sum(telling.statuses.values()) == pytest.approx(1, abs=0.01)
        assert all(start <= a < b <= end and 0 <= chance <= 1 for a, b, chance in telling.belonging)


def test_names_of_the_fixed_set_are_found(encoder: Encoder) -> None:
    gold = said = hit = 0
    for text, wanted in FIXED:
        found = {(text[n.start : n.end], n.kind) for n in read(encoder, text).names}
        gold, said, hit = gold + len(wanted), said + len(found), hit + len(found & wanted)
    assert 2 * hit / (gold + said) >= 0.8


def test_what_the_fixed_set_tells_is_found(encoder: Encoder) -> None:
    words = right = belonging = apart = 0
    for text, (word, kind, status), inside, outside in TOLD:
        told = [t for t in read(encoder, text).tellings if t.engagement >= 0.5 and word in text[t.start : t.end]]
        words += len(told) == 1
        for one in told[:1]:
            right += max(one.kinds, key=lambda k: one.kinds[k]) == kind and max(one.statuses, key=lambda s: one.statuses[s]) == status
            belonging += sum(one.owns(text.index(name), text.index(name) + len(name)) >= 0.5 for name in inside)
            apart += sum(one.owns(text.index(name), text.index(name) + len(name)) < 0.5 for name in outside)
    assert words >= 5 and right >= 4
    assert belonging >= 0.7 * sum(len(inside) for _, _, inside, _ in TOLD) and apart == 1


def test_a_channel_and_a_larger_event_are_told_apart(encoder: Encoder) -> None:
    found = set()
    for text in (
        "On the sidelines of the Lakeside Security Forum the two ministers met for an hour.",
        "The fifth round of the Joint Economic Commission was held in Zenda.",
    ):
        found |= {(text[o.start : o.end], o.kind) for o in read(encoder, text).occasions}
    assert {("Lakeside Security Forum", "event"), ("Joint Economic Commission", "channel")} <= found


def test_heads_of_a_plain_sentence(encoder: Encoder) -> None:
    text = "The minister met the president in Geneva."
    words = read(encoder, text).words
    by_form = {text[w.start : w.end]: w for w in words}
    assert by_form["met"].head == -1
    assert {text[words[by_form[form].head].start : words[by_form[form].head].end] for form in ("minister", "president")} == {"met"}
    assert by_form["minister"].relation == "nsubj" and by_form["president"].relation == "obj"
    assert (by_form["minister"].pos, by_form["met"].pos, by_form["Geneva"].pos) == ("NOUN", "VERB", "PROPN")


def test_words_of_a_script_without_spaces(encoder: Encoder) -> None:
    text = "李明部长在北京会见了王小红。"
    assert "北京" in {text[w.start : w.end] for w in read(encoder, text).words}


def test_places_are_those_of_the_whole_text(encoder: Encoder) -> None:
    before, text = "…  ﬁ \n", FIXED[0][0]
    alone = read(encoder, text)
    (shifted,) = encoder.parse(before + text + " And more.", [(len(before), len(before) + len(text))])
    assert [(w.start - len(before), w.end - len(before), w.head) for w in shifted.words] == [(w.start, w.end, w.head) for w in alone.words]
    assert [n.start - len(before) for n in shifted.names] == [n.start for n in alone.names]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(FIXED))), repeat=st.integers(1, 4))
def test_company_changes_nothing(encoder: Encoder, order: list[int], repeat: int) -> None:
    texts = [FIXED[i][0] * (repeat if i % 3 == 0 else 1) for i in order]
    whole, places = "", []
    for text in texts:
        places.append((len(whole), len(whole) + len(text)))
        whole += text + "\n"
    for (start, _), text, together in zip(places, texts, encoder.parse(whole, places), strict=True):
        alone = read(encoder, text)
        assert [(w.start - start, w.end - start, w.pos, w.head, w.relation) for w in together.words] == [
            (w.start, w.end, w.pos, w.head, w.relation) for w in alone.words
        ]
        assert [(n.start - start, n.end - start, n.kind, n.confidence) for n in together.names] == [
            (n.start, n.end, n.kind, n.confidence) for n in alone.names
        ]
        assert [(t.start - start, t.kinds, t.statuses) for t in together.tellings] == [
            (t.start, t.kinds, t.statuses) for t in alone.tellings
        ]


def test_number_of_threads_changes_nothing(encoder: Encoder) -> None:
    text = " ".join(sentence for sentence, _ in FIXED)
    assert read(Encoder.load(threads=1), text) == read(encoder, text)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_strings(encoder: Encoder, text: str) -> None:
    check_form(read(encoder, text), 0, len(text))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("\r˞1791に서")  # a piece that stands for no character
@given(text=TEXT)
def test_any_text_gives_a_tree(encoder: Encoder, text: str) -> None:
    check_form(read(encoder, text), 0, len(text))


def test_nothing_to_read(encoder: Encoder) -> None:
    assert encoder.parse("", []) == []
    assert encoder.parse("  \n", [(0, 3), (1, 1)]) == [Parse((), ()), Parse((), ())]


def test_a_long_sentence_is_one_tree_with_its_names(encoder: Encoder) -> None:
    text = ", ".join(sentence.rstrip(".") for sentence, _ in FIXED[:8] * 12) + "."
    parse = read(encoder, text)
    check_form(parse, 0, len(text))
    assert parse.words[-1].end == len(text)
    assert sum(text[n.start : n.end] == "Anna Kowalska" for n in parse.names) >= 8


MILLION = """
from pathlib import Path
from dragoman.language.encoder import Encoder
text = "The minister of Ruritania met the president in Geneva on Monday and they agreed on a plan of work. " * 11_000
text = text[:1_000_000]
ends = range(8_000, len(text) + 1, 8_000)
parses = Encoder.load(threads=2).parse(text, [(end - 2_000, end) for end in ends])  # a quarter of it, for the test's time
assert len(parses) == 125 and parses[-1].words[-1].end >= 999_990
# not getrusage: a process that was forked inherits its parent's peak there
print(next(int(line.split()[1]) // 1024 for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")))
"""


def test_a_million_characters_in_bounded_memory() -> None:
    done = subprocess.run([sys.executable, "-c", MILLION], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 700


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    for other in FILES:
        if other != name:
            (tmp_path / other).symlink_to(FOLDER / other)
    assert not available(tmp_path)
    with pytest.raises(ModelError, match=f"{name} is missing"):
        Encoder.load(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_named(tmp_path: Path, name: str) -> None:
    for other in FILES:
        shutil.copy(FOLDER / other, tmp_path / other)
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    with pytest.raises(ModelError, match=f"{name}.* damaged") as caught:
        Encoder.load(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_model_of_another_version_is_refused(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(FOLDER / name, tmp_path / name)
    labels = json.loads((tmp_path / "labels.json").read_text("utf-8"))
    (tmp_path / "labels.json").write_text(json.dumps(labels | {"format": 999}), "utf-8")
    with pytest.raises(ModelError, match="another version"):
        Encoder.load(tmp_path)
