"""Forms of English verbs: third person, past, participles. Of a phrasal verb the first word changes."""

IRREGULAR = {
    "be": ("was", "been"), "bear": ("bore", "borne"), "beat": ("beat", "beaten"), "begin": ("began", "begun"),
    "bend": ("bent", "bent"), "bind": ("bound", "bound"), "blow": ("blew", "blown"), "break": ("broke", "broken"),
    "bring": ("brought", "brought"), "build": ("built", "built"), "burn": ("burned", "burned"), "buy": ("bought", "bought"),
    "catch": ("caught", "caught"), "choose": ("chose", "chosen"), "come": ("came", "come"), "cast": ("cast", "cast"),
    "cut": ("cut", "cut"), "deal": ("dealt", "dealt"), "dig": ("dug", "dug"), "do": ("did", "done"),
    "draw": ("drew", "drawn"), "drive": ("drove", "driven"), "fall": ("fell", "fallen"), "feed": ("fed", "fed"),
    "fight": ("fought", "fought"), "find": ("found", "found"), "flee": ("fled", "fled"), "fling": ("flung", "flung"),
    "fly": ("flew", "flown"), "forbid": ("forbade", "forbidden"), "forgive": ("forgave", "forgiven"),
    "forsake": ("forsook", "forsaken"), "freeze": ("froze", "frozen"), "get": ("got", "got"), "give": ("gave", "given"),
    "go": ("went", "gone"), "grant": ("granted", "granted"), "hang": ("hanged", "hanged"), "have": ("had", "had"),
    "hear": ("heard", "heard"), "hide": ("hid", "hidden"), "hit": ("hit", "hit"), "hold": ("held", "held"),
    "hurt": ("hurt", "hurt"), "keep": ("kept", "kept"), "know": ("knew", "known"), "lay": ("laid", "laid"),
    "lead": ("led", "led"), "leave": ("left", "left"), "lend": ("lent", "lent"), "let": ("let", "let"),
    "lose": ("lost", "lost"), "make": ("made", "made"), "mean": ("meant", "meant"), "meet": ("met", "met"),
    "mow": ("mowed", "mown"), "overthrow": ("overthrew", "overthrown"), "overrun": ("overran", "overrun"),
    "pay": ("paid", "paid"), "put": ("put", "put"), "quit": ("quit", "quit"), "rid": ("rid", "rid"),
    "ring": ("rang", "rung"), "rise": ("rose", "risen"), "run": ("ran", "run"), "say": ("said", "said"),
    "seek": ("sought", "sought"), "sell": ("sold", "sold"), "send": ("sent", "sent"), "set": ("set", "set"),
    "shoot": ("shot", "shot"), "shut": ("shut", "shut"), "sink": ("sank", "sunk"), "sit": ("sat", "sat"),
    "slay": ("slew", "slain"), "speak": ("spoke", "spoken"), "spend": ("spent", "spent"), "split": ("split", "split"),
    "stand": ("stood", "stood"), "steal": ("stole", "stolen"), "stick": ("stuck", "stuck"), "strike": ("struck", "struck"),
    "string": ("strung", "strung"), "swear": ("swore", "sworn"), "sweep": ("swept", "swept"), "take": ("took", "taken"),
    "retake": ("retook", "retaken"), "teach": ("taught", "taught"), "tear": ("tore", "torn"), "tell": ("told", "told"),
    "throw": ("threw", "thrown"), "uphold": ("upheld", "upheld"), "wear": ("wore", "worn"), "win": ("won", "won"),
    "withdraw": ("withdrew", "withdrawn"), "withhold": ("withheld", "withheld"), "write": ("wrote", "written"),
    "wring": ("wrung", "wrung"), "rebuild": ("rebuilt", "rebuilt"), "spread": ("spread", "spread"), "outlaw": ("outlawed", "outlawed"),
    "ban": ("banned", "banned"), "pin": ("pinned", "pinned"),
}
# Verbs of more than one syllable that double their last letter.
DOUBLING = {"expel", "repel", "compel", "rebel", "quell", "propel", "allot", "permit", "admit", "readmit", "commit", "submit",
            "refer", "defer", "confer", "deter", "transfer", "abet", "cancel", "kidnap", "rob", "occur", "intern"} - {"quell", "intern"}
VOWELS = "aeiou"


def parts(verb: str) -> dict[str, str]:
    """Base, third person, past, past participle and gerund of a verb."""
    head, space, rest = verb.partition(" ")
    end = space + rest
    past, participle = IRREGULAR.get(head, (_past(head),) * 2)
    return {"base": verb, "s": _third(head) + end, "past": past + end, "participle": participle + end, "ing": _gerund(head) + end}


def _doubles(head: str) -> bool:
    if head in DOUBLING:
        return True
    short = len(head) >= 3 and head[-1] not in VOWELS + "wxy" and head[-2] in VOWELS and head[-3] not in VOWELS
    return short and sum(c in VOWELS for c in head) == 1


def _third(head: str) -> str:
    if head.endswith(("s", "x", "z", "ch", "sh", "o")):
        return head + "es"
    if head.endswith("y") and head[-2:-1] not in VOWELS:
        return head[:-1] + "ies"
    return head + "s"


def _past(head: str) -> str:
    if head.endswith("e"):
        return head + "d"
    if head.endswith("y") and head[-2:-1] not in VOWELS:
        return head[:-1] + "ied"
    return head + (head[-1] if _doubles(head) else "") + "ed"


def _gerund(head: str) -> str:
    if head.endswith("ie"):
        return head[:-2] + "ying"
    if head.endswith("e") and not head.endswith(("ee", "oe", "ye")):
        return head[:-1] + "ing"
    return head + (head[-1] if _doubles(head) else "") + "ing"
