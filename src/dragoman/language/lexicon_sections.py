"""The sections of a lexicon on writing, on engagements and channels, on speech and promises, and on the page around a text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]


class Section(BaseModel):
    """A table of a lexicon: unknown keys are faults, so that a misspelt one is found."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Writing(Section):
    """How the language is written."""

    abbreviations: Words = ()
    """Words after whose full stop a sentence goes on (without the stop)."""
    ordinal_dot: bool = False
    """A full stop after a number makes it an ordinal ("6. August")."""
    proclitics: Words = ()
    """What stands glued in front of words (Arabic wa-, al-)."""
    articles: Words = ()
    """What is glued in front of a common word and of a name's last words, but not of its first (Arabic al-)."""
    capitals: bool = True
    """Names begin with a capital letter and other words do not."""
    nouns_capital: bool = False
    """Common nouns begin with a capital letter too (German)."""
    apostrophe_suffix: bool = False
    """An apostrophe parts a name from its case ending (Turkish)."""
    particles: Words = ()
    """Small words inside names ("van", "bin", "de la")."""
    surnames: str = ""
    """Characters that begin a person's name, in scripts that have no capitals and few family names."""
    transliteration: str = ""
    """Characters that write the sounds of foreign names (Chinese)."""
    family_names: Words = ()
    """Family names of more than one character, in the same scripts."""
    word_endings: Words = ()
    """Glued endings by which a word of such a script is no name (Korean particles, endings of verbs)."""
    not_names: Words = ()
    """Capitalised words that are no part of a person's name; in scripts without capitals, words (Chinese: characters) that are none."""
    names_first: bool = False
    """A name stands in front of its title only ("임성남 차관", "岸田外務大臣")."""
    verb_final: bool = False
    """The verb stands at the end of its clause: what a noun's clause says of it comes before it, and its status in the next verb."""
    pro_drop: bool = False
    """A sentence leaves out who acts where the document has told it: its two main parties are meant."""
    compounds: bool = False
    """A noun is one word with the kanji and katakana written in front of it (Japanese: kana part the words)."""
    stops: Words = ()
    """Words inside which no cue and no status is looked for ("협의회" holds no "회의")."""


class Cues(Section):
    """The words of one type of engagement. Verbs and nouns are told apart because a verb's subject takes part."""

    nouns: Words = ()
    weak: Words = ()
    """Nouns that tell of an occasion only with a verb, a date or a place beside them ("agreement", "exercise")."""
    verbs: Words = ()


class StatusCues(Section):
    """Words that say whether an engagement took place. ``denied`` are denials and refusals."""

    held: Words = ()
    planned: Words = ()
    proposed: Words = ()
    cancelled: Words = ()
    denied: Words = ()


class Channels(Section):
    """Names of recurring mechanisms: ``heads`` end (or begin) them, ``modifiers`` may stand inside, ``links`` join on what they are
    about."""

    heads: Words = ()
    modifiers: Words = ()
    after: Words = ()
    """Modifiers that stand behind a head without a link ("Commission *mixte*")."""
    links: Words = ()
    subjects: Words = ()
    """Words behind a link that tell what it is about, where they bear no capital ("по стратегической *стабильности*")."""
    foreign_heads: Words = ()
    """Heads of another language, in front of which capitals tell a name even where every noun bears one ("Nuclear Security *Summit*")."""
    first_capital: bool = False
    """Only the first word of a name bears a capital (Swedish "Norra gruppen")."""
    heads_first: bool = False
    """A name begins with its head: nothing in front belongs to it (Arabic)."""
    weak_heads: Words = ()
    """Heads that make a channel only with an ordinal or a modifier ("meeting", "session"); without capitals to tell, with a country and a
    modifier."""
    round_heads: Words = ()
    """Heads that make a channel only with the number of a round ("会談")."""
    named: Words = ()
    """Words behind which a name of its own stands: in quotation marks, in other letters, or with a year ("навчання Sea Breeze")."""
    called: Words = ()
    """Words between what is named and its name ("an exercise *called* …")."""
    groups: dict[str, Words] = {}
    """Groups of states without seat or staff, which are the meetings that they hold, with all forms of their names; whom they join stands
    among the names of polities."""
    established: Words = ()
    suspended: Words = ()
    resumed: Words = ()
    rotation: Words = ()


class Ordinals(Section):
    """How a round is numbered. ``words`` are the number words from one up; ``latest`` words mean the first one ("inaugural")."""

    words: tuple[Words, ...] = ()
    first: Words = ()
    before: Words = ()
    """Signs in front of the number ("제", "第")."""
    after: Words = ()
    """Signs behind it ("th", "차", "-е")."""
    counters: Words = ()
    """Nouns that a bare number may count in a name ("round", "session")."""
    times: Words = ()
    """Words behind a number that tell how often something was held ("for the sixth *time*")."""
    roman: bool = False
    behind: bool = False
    """The number stands behind its noun (Arabic)."""


class Relations(Section):
    """Small words that bind an engagement to its place, company and occasion."""

    with_: Words = ()
    between: Words = ()
    about: Words = ()
    """Words after which a topic stands, not a party."""
    about_after: Words = ()
    """Words that make a topic of the name in front of them ("問題", "정세")."""
    outcome: Words = ()
    """Words before an occasion that others speak of ("the outcome of"): who stands in front of them takes no part in it."""
    own: Words = ()
    """Possessives that mean the one who acts in the same sentence ("his", "her")."""
    by: Words = ()
    """Words before the one who acts ("by", "from")."""
    place: Words = ()
    place_after: Words = ()
    """Words of place that stand behind the name ("에서", "で")."""
    company: Words = ()
    """Words by which those who take part are told in a sentence of their own ("headed the delegation", "co-chaired by", "represented")."""
    host: Words = ()
    """Words by which a town as the subject is the place ("was the venue", "played host to")."""
    margins: Words = ()
    within: Words = ()
    """Before an event of which an occasion is a part, or, where the event is a larger one, at whose side it took place ("during")."""
    margins_after: Words = ()
    """The same behind the name of the larger event ("を機に", "期间")."""
    both_sides: Words = ()
    all_sides: Words = ()
    same: Words = ()
    """Words that make a noun point back ("the", "this", "the same"): no new occasion."""
    another: Words = ()
    """Words by which a sentence without a noun for it tells of another occasion of the kind told of before ("the previous one", "took
    place")."""
    relative: Words = ()
    """What makes of the verb in front of it a clause that describes the noun behind it ("的", "中の")."""
    clause: Words = ()
    """Words and signs that begin a new clause."""
    and_: Words = ()
    """Words that join clauses and members of a list alike ("and")."""


class Speech(Section):
    """How quoted words are given to a speaker."""

    verbs: Words = ()
    """Verbs of saying, in the forms in which they stand beside quoted words."""
    cues: Words = ()
    """Other words that attribute ("according to", "in the words of", "the statement reads")."""
    sources: Words = ()
    """Nouns for speakers without a name: bodies, papers and unnamed people ("ministry", "communiqué", "spokesman")."""
    genitive: Words = ()
    """The joints of a longer name of a source ("of", "of the")."""
    pronouns: Words = ()
    """Pronouns that stand for the last speaker."""
    guests: Words = ()
    hosts: Words = ()
    """Nouns, as subjects are written, for who has come to a country and for who receives there."""
    oblique: Words = ()
    """Small words before a name that keep it from being the subject ("to", "with", "of")."""
    oblique_after: Words = ()
    """The same behind a name: case particles, a genitive sign."""
    subject_marks: Words = ()
    """Particles behind a subject."""
    subject_before: bool = False
    """The subject stands before the quoted words and the verb behind them."""
    naming: Words = ()
    """Words beside a quotation that make it a name or a way of speaking ("so-called", "entitled", "format")."""
    endings: str = ""
    """Characters with which a spoken sentence ends and a name does not, in scripts without capitals."""
    closing: Words = ()
    """What begins a sentence that names the speaker of the one before it ("With these words")."""
    questioner: Words = ()
    """Labels of an interviewer's turns in a transcript ("Q", "Question")."""
    answerer: Words = ()
    """Labels of the turns that answer, where they bear no name ("A", "Answer")."""
    dash: bool = False
    """Speech may be set off by a dash at the beginning of a sentence and another before its speaker."""


class Commitments(Section):
    """The words by which parties bind themselves, by what they make of the clause."""

    agreed: Words = ()
    pledged: Words = ()
    proposed: Words = ()
    fulfilled: Words = ()
    broken: Words = ()
    future: Words = ()
    """Forms that say what will be done ("will", "is to"): a pledge only where a party acts."""
    first_person: Words = ()
    """Forms by which a speaker binds their own side ("we will")."""
    hedges: Words = ()
    """Words that make of it a wish, a view or an event ("hope", "would like", "shared the view")."""
    joints: Words = ()
    """Words that begin a further promise under the same verb ("and to", "and that")."""
    clause_first: bool = False
    """What is agreed stands before the word that says so."""


class Furniture(Section):
    """What stands on a page around its text; the phrases of all languages are looked for in every document."""

    phrases: Words = ()
    """Words of menus, share lines, counters, prompts. A single word counts as all of an entry or before a colon, longer ones anywhere in a
    short line."""
    notices: Words = ()
    """Phrases that make even a long line furniture ("all rights reserved", "this site uses cookies")."""
    authors: Words = ()
    """The links below a paragraph on the author ("view all posts")."""
    institutions: Words = ()
    """Words in the names of bodies that issue documents ("Ministry", "Embassy")."""
    sources: Words = ()
    """Labels before the name of whom a text was taken from ("Source")."""
    agencies: Words = ()
    """What stands behind such a label and names nobody ("agencies")."""
