# ruff: noqa: E501 - a cue is read in one line
"""Turns of phrase that give a plot away, by language; written for the hint before posting.

Each cue has a literal stem, by which it is found fast, and a pattern that the sentence around
the stem must hold. All is in lower case. A cue is here because it is seldom said of the work
itself: "the film turned out to be long" spoils nothing, "she turned out to be his sister" does.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Cue:
    """`reason` says in English what it looks like."""

    stem: str
    pattern: re.Pattern[str]
    reason: str


DEATH: Final = "somebody dies"
WHODUNIT: Final = "who did it"
TWIST: Final = "what turns out"
END: Final = "how it ends"
WARNED: Final = "it says spoiler"

_SAID_OF_IT: Final = (
    r"(?<!film )(?<!movie )(?<!book )(?<!show )(?<!series )(?<!novel )(?<!it )(?<!this )(?<!which )"
)
_WHO: Final = r"(?:he|she|they|both|everyone|everybody|nobody|no one)"
_ACTS: Final = (
    r"(?:dies|kills|marries|leaves|learns|discovers|escapes|betrays|survives|forgives|confesses"
    r"|sacrifices|finds out|is (?:killed|dead|alive|executed|arrested)|gets (?:killed|married))"
)
_CRIMINAL: Final = r"(?:killer|murderer|culprit|villain|traitor|mole|thief)"

_TABLE: Final[tuple[tuple[str, str, str], ...]] = (
    # English
    (
        "dies",
        r"(?<!laughter )(?<!hope )(?<!conversation )(?<!nobody )(?<!one )(?<!tension )\bdies\b(?! (?:down|out|hard|away|off))",
        DEATH,
    ),
    (
        "died",
        r"(?<!my )(?<!our )\b(?:he|she|they|father|mother|wife|husband|brother|sister|son|daughter|hero|heroine) (?:also |finally |had |has )?died\b(?! (?:laughing|of boredom))",
        DEATH,
    ),
    (
        "dead",
        r"\bend(?:s|ed|ing)? up dead|\bdead all along|\bdead the whole time|\b(?:is|was) already dead\b",
        DEATH,
    ),
    (
        "killed",
        rf"\b(?:gets?|got|is|was|being) (?:\w+ly )?killed\b(?! (?:time|it))|\bkilled (?:him|her)(?:self)?\b|{_WHO} killed (?:his|her|their)\b",
        DEATH,
    ),
    ("kills", r"\bkills (?:him|her|them|himself|herself|his|their)\b", DEATH),
    ("suicide", r"\bcommit(?:s|ted|ting)? suicide\b", DEATH),
    ("sacrific", r"\bsacrific(?:es|ed) (?:him|her|them)sel", DEATH),
    (
        "murder",
        r"\bmurder(?:s|ed|ing) (?:him|her|his|their)\b|\baccused of (?:a )?murder|\bmurderer (?:is|was)\b(?! (?:never|not|still))",
        WHODUNIT,
    ),
    (
        "killer",
        r"\bkiller (?:is|was|turns out|turned out)\b(?! (?:never|not|still|on|at|great|good|so|too|very|one|creepy))",
        WHODUNIT,
    ),
    (
        "culprit",
        r"\bculprit (?:is|was|turns out)\b(?! (?:never|not|still|the (?:script|pacing|editing)))",
        WHODUNIT,
    ),
    ("traitor", r"\btraitor (?:is|was|turns out)\b(?! (?:never|not|still))", WHODUNIT),
    (
        "did it",
        r"\b(?:butler|wife|husband|father|mother|brother|sister|doctor|nurse|neighbour|neighbor) did it\b",
        WHODUNIT,
    ),
    ("prison", r"\b(?:sent|goes|going|sentenced) to prison\b|\bends up in prison\b", END),
    (
        "executed",
        r"\b(?:is|was|gets|be|been) (?:\w+ly )?(?:executed|hanged|beheaded)\b(?! (?:scene|idea|well|with))",
        END,
    ),
    (
        "turn",
        rf"{_SAID_OF_IT}\bturn(?:s|ed) out to (?:be|have been) (?:his|her|their|the (?:real|true|killer|murderer|same)|a (?:ghost|spy|robot|dream|cop|hallucination)|dead|alive)\b",
        TWIST,
    ),
    (
        "turns out",
        rf"\bit turns out (?:that )?(?:{_WHO}|the \w+|his|her) (?:\w+ )?(?:is|was|were|had|has|never|did)\b",
        TWIST,
    ),
    ("revealed", r"\b(?:is|was|gets) (?:\w+ly |later )?revealed (?:to be|as|that)\b", TWIST),
    ("twist", rf"\btwist (?:is|was|being) (?:that|{_WHO}|his|her|the \w+ (?:is|was))\b", TWIST),
    (
        "all along",
        r"(?<!i )(?<!we )\b(?:was|were|is|had been|has been) (?!right|wrong|there)(?:\w+ ){1,5}all along\b",
        TWIST,
    ),
    (
        "actually",
        r"\b(?:he|she|who|they|man|woman|stranger|father|mother|friend|boy|girl) (?:is|was|were|are) actually (?:a|an|the|his|her|their|dead|alive|in)\b",
        TWIST,
    ),
    ("identity", r"\b(?:real|true|secret) identity is\b", TWIST),
    ("we learn", rf"\bwe learn (?:that )?(?:{_WHO}|his|her) ", TWIST),
    ("we find out", rf"\bwe find out (?:that )?(?:{_WHO}|his|her|the \w+ (?:is|was)) ?", TWIST),
    (
        "the end",
        rf"\b(?:at|in) the (?:very )?end(?: of the \w+)?,? (?:{_WHO}|the (?:hero|heroine|father|mother|family|boy|girl|couple)|\w+) (?:\w+ly )?{_ACTS}\b",
        END,
    ),
    ("end up together", r"\bend(?:s|ed)? up together\b", END),
    (
        "scene",
        r"\b(?:final|last|closing) scene[^.!?]{0,40}\b(?:reveals?|shows? (?:that|him|her|them)|dies|wakes? up|kills)\b",
        END,
    ),
    ("chapter", r"\b(?:final|last) chapter[^.!?]{0,40}\b(?:reveals?|dies|kills|marries)\b", END),
    ("dream", r"\ball (?:just |only )?a dream\b", TWIST),
    # German
    ("stirbt", r"(?<!hoffnung )(?<!niemand )\bstirbt\b(?! (?:zuletzt|nie))", DEATH),
    ("tot", r"\b(?:die ganze zeit|längst|schon) tot\b", DEATH),
    ("bringt", r"\bbringt (?:ihn|sie|sich)(?: \w+)? um\b", DEATH),
    ("selbstmord", r"\bbegeht selbstmord\b", DEATH),
    ("opfert", r"\bopfert sich\b", DEATH),
    (
        "wird",
        r"\bwird (?:am ende |schließlich |von \w+ )?(?:ermordet|getötet|hingerichtet|erschossen)\b",
        DEATH,
    ),
    (
        "mörder",
        r"(?<!wer der )(?<!wer die )\bmörder(?:in)? (?:ist|war)\b(?! (?:nie|nicht|noch))",
        WHODUNIT,
    ),
    (
        "täter",
        r"(?<!wer der )(?<!wer die )\btäter(?:in)? (?:ist|war)\b(?! (?:nie|nicht|noch))",
        WHODUNIT,
    ),
    ("stellt sich", r"\bstellt sich heraus,? dass (?:er|sie|der|die|seine|ihre)\b", TWIST),
    (
        "entpuppt",
        r"(?<!film )(?<!buch )(?<!serie )(?<!roman )\bentpuppt sich (?:\w+ )?als (?:mörder|täter|verräter|sein|ihr|der|die)",
        TWIST,
    ),
    (
        "am ende",
        r"\bam ende (?:stirbt|erfährt|tötet|heiratet|verlässt|kommt heraus|überlebt|sind alle|ist (?:er|sie))\b",
        END,
    ),
    # Spanish
    ("muere", r"\bmuere(?:n)?\b(?! de (?:risa|aburrimiento|ganas))", DEATH),
    ("suicida", r"\bse suicida\b", DEATH),
    ("estaba muert", r"\bestaba(?:n)? muert[oa]s? (?:todo|desde)\b", DEATH),
    (
        "asesin",
        r"\b(?:el|la) asesin[oa] (?:es|era|resulta)\b|\bes asesinad[oa] (?:por|al final)\b",
        WHODUNIT,
    ),
    ("culpable", r"\b(?:el|la) culpable (?:es|era|resulta)\b", WHODUNIT),
    (
        "resulta",
        r"(?<!película )(?<!libro )(?<!serie )(?<!novela )\bresulta (?:ser (?:su|el|la)|que (?:él|ella|el|la|su|todo))\b",
        TWIST,
    ),
    ("se revela", r"\bse revela que\b", TWIST),
    ("sueño", r"\btodo era un sueño\b", TWIST),
    (
        "al final",
        r"\bal final,? (?:de la \w+ |del \w+ )?(?:\w+ )?(?:muere|descubre|mata|se casa|se casan|se suicida|él|ella)\b",
        END,
    ),
    # French
    ("meurt", r"\bmeurt\b(?! (?:de (?:rire|faim)|d'envie))", DEATH),
    ("suicide", r"\bse suicide\b", DEATH),
    ("était mort", r"\bétait morte? depuis\b", DEATH),
    ("tueur", r"\b(?:le|la) tueu(?:r|se) (?:est|était|c'est)\b", WHODUNIT),
    ("meurtri", r"\b(?:le|la) meurtri(?:er|ère) (?:est|était|c'est)\b", WHODUNIT),
    ("coupable", r"\b(?:le|la) coupable (?:est|était|c'est)\b", WHODUNIT),
    (
        "révèle",
        r"(?<!film )(?<!livre )(?<!série )(?<!roman )\bse révèle être (?:le|la|son|sa)\b",
        TWIST,
    ),
    ("on apprend", r"\bon apprend que\b", TWIST),
    ("on découvre", r"\bon découvre que\b", TWIST),
    ("à la fin", r"\bà la fin(?: du \w+)?,? (?:il|elle|ils|elles|on|le héros|l'héroïne)\b", END),
    # Korean
    ("죽", r"죽는다|죽습니다|죽어요|죽고 만다|죽게 된다|죽게 됩니다|죽었다는|이미 죽", DEATH),
    ("사망", r"사망(?:한다|합니다|하게)", DEATH),
    ("자살", r"자살(?:한다|합니다|하고)", DEATH),
    ("사형", r"사형(?:을 당|당|이 집행|을 선고)", END),
    ("범인은", r"범인은 (?!누구|누굴|대체|과연)", WHODUNIT),
    ("범인이", r"범인이 (?:바로|결국|사실)", WHODUNIT),
    ("알고 보니", r"알고 보니", TWIST),
    ("밝혀", r"(?:사실이|것으로|인 것이) 밝혀(?:진다|집니다|졌)", TWIST),
    ("반전은", r"반전은 (?!없|좋|별로)", TWIST),
    ("결말", r"결말(?:에서|은) [^.!?]{0,30}(?:죽|살해|떠난|헤어|결혼|재회)", END),
    # Japanese
    ("死", r"死んでしま|死んでいた|最後[には][^。]{0,20}死|死ぬ(?:。|のだ|こと)", DEATH),
    ("殺", r"殺されて?しま|殺される(?:。|のだ)|に殺され|最後[には][^。]{0,20}殺", DEATH),
    ("亡くな", r"亡くなってしま|最後[には][^。]{0,20}亡くな", DEATH),
    ("自殺", r"自殺(?:する|して|した)", DEATH),
    (
        "犯人は",
        r"犯人は(?!誰|だれ|一体|いったい)[^。？]{1,20}(?:だ|です|でした|だった|である)",
        WHODUNIT,
    ),
    ("黒幕は", r"黒幕は(?!誰|だれ)", WHODUNIT),
    ("実は", r"実は[^。]{1,30}(?:だった|でした|であった)(?:。|$|のだ|ことが)", TWIST),
    ("正体は", r"正体は(?!不明|誰|謎)", TWIST),
    ("結末", r"結末(?:で|は)[^。]{0,20}(?:死|殺|別れ|結婚|再会)", END),
)


def _made(rows: Iterable[tuple[str, str, str]]) -> tuple[Cue, ...]:
    return tuple(Cue(stem, re.compile(pattern), reason) for stem, pattern, reason in rows)


CUES: Final = _made(_TABLE)
WARNING: Final = re.compile(
    r"(?<!no )(?<!without )(?<!any )(?<!zero )(?<!keine )(?<!ohne )(?<!sin )(?<!sans )"
    r"\bspoilers?(?:[ :!-]*(?:ahead|alert|warning|follow|below|beware)|warnung|alarm)\b"
    r"|\b(?:warning|caution|beware|achtung|vorsicht|attention|cuidado)\b[:,!. -]{1,3}(?:\w+ ){0,2}spoilers?\b"
    r"|스포(?:일러)? ?(?:주의|있음|포함|있습니다)|ネタバレ(?:注意|あり|を含)"
)
"""Somebody warns of what follows."""
NO_MORE: Final = re.compile(
    r"\bend of (?:the )?spoilers?\b|\bspoilers? (?:end|over)|\bspoilerende\b|스포(?:일러)? 끝|ネタバレここまで"
)
PLOT_HEADINGS: Final = frozenset(
    (
        *("plot", "plot summary", "synopsis", "summary", "the plot", "the story", "handlung"),
        *("inhalt", "inhaltsangabe", "argumento", "sinopsis", "trama", "intrigue", "résumé"),
        *("줄거리", "시놉시스", "あらすじ", "ストーリー"),
    )
)
SPOILER_HEADINGS: Final = frozenset(
    (
        *("spoiler", "spoilers", "the ending", "the twist", "ending", "ending explained"),
        *("auflösung", "das ende", "desenlace", "el final", "dénouement", "la fin"),
        *("결말", "스포일러", "스포", "반전", "ネタバレ", "結末", "オチ"),
    )
)
