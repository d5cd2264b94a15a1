"""Codes deeds of several types under every operator that news puts on them, and says where the status comes out wrong.

    python3 scripts/forms/status.py --masudi target/release/masudi [--data data]

Each row of OPERATORS is a sentence to fill in and the statuses that a careful reader would give; each deed of DEEDS goes
through all of them. A sentence counts as right when its deed is coded with such a status, or, where the operator makes
the deed an event of another type (a refusal, a threat), when the row names that type.
"""

import argparse
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from coding import code  # noqa: E402
from inflect import parts  # noqa: E402

# Agent, verb, object, type, and a noun with its phrase for the same deed.
DEEDS = [
    ("the Kenyan army", "attack", "the village", "ASSAULT", "attack on the village"),
    ("Rwandan jets", "bomb", "a hospital in Goma", "ASSAULT", "bombing of a hospital in Goma"),
    ("the rebels", "kill", "nine soldiers", "ASSAULT", "killing of nine soldiers"),
    ("the Sudanese militia", "kidnap", "two doctors", "ASSAULT", "abduction of two doctors"),
    ("Egyptian police", "arrest", "the editor", "COERCE", "arrest of the editor"),
    ("Algeria", "deport", "the migrants", "COERCE", "deportation of the migrants"),
    ("the Chadian army", "deploy", "troops near the border", "MOBILIZE", "deployment of troops near the border"),
    ("Poland", "expel", "the Russian ambassador", "SANCTION", "expulsion of the Russian ambassador"),
    ("the guards", "torture", "prisoners", "ASSAULT", "torture of prisoners"),
]
ACTUAL, ALLEGED, NEGATED = {"actual"}, {"alleged"}, {"negated"}
FUTURE, HYPOTHETICAL, AHEAD = {"future"}, {"hypothetical"}, {"future", "hypothetical"}
UNREAL = {"negated", "hypothetical"}
OPERATORS = [
    ("{A} {past} {P}.", ACTUAL), ("{A} {have} {participle} {P}.", ACTUAL), ("{A} admitted {ing} {P}.", ACTUAL),
    ("{A} confirmed that it had {participle} {P}.", ACTUAL), ("{A} managed to {base} {P}.", ACTUAL),
    ("{A} were convicted of {ing} {P}.", ACTUAL), ("After {A} {past} {P}, the talks were cancelled.", ACTUAL),
    ("The envoy will meet the king after {A} {past} {P}.", ACTUAL), ("The {N} was condemned by Ghana.", ACTUAL),
    ("Ghana is expected to protest because {A} {past} {P}.", ACTUAL), ("{A} resumed {ing} {P}.", ACTUAL),
    ("{A} did not {base} {P}.", NEGATED), ("{A} never {past} {P}.", NEGATED), ("{A} {have} not {participle} {P}.", NEGATED),
    ("{A} failed to {base} {P}.", NEGATED), ("{A} have yet to {base} {P}.", UNREAL), ("{A} stopped short of {ing} {P}.", NEGATED),
    ("There was no {N}.", NEGATED), ("{A} refrained from {ing} {P}.", NEGATED), ("{A} nearly {past} {P}.", UNREAL),
    ("{A} almost {past} {P}.", UNREAL), ("The {N} was prevented.", NEGATED), ("{A} left without {ing} {P}.", NEGATED),
    ("{A} were prevented from {ing} {P}.", NEGATED), ("{A} called off the {N}.", NEGATED), ("Nobody {past} {P}.", NEGATED),
    ("There is no evidence that {A} {past} {P}.", UNREAL | ALLEGED), ("It is not true that {A} {past} {P}.", UNREAL),
    
    ("Reports that {A} had {participle} {P} were denied.", NEGATED | ALLEGED),
    ("{A} may {base} {P}.", AHEAD), ("{A} might {base} {P}.", AHEAD), ("{A} could {base} {P}.", AHEAD),
    ("If {A} {s} {P}, the talks will fail.", HYPOTHETICAL),
    ("{A} tried to {base} {P}.", HYPOTHETICAL),
    ("{A} attempted to {base} {P}.", HYPOTHETICAL), ("{A} were supposed to {base} {P}.", AHEAD),
    ("{A} want to {base} {P}.", AHEAD), ("{A} considered {ing} {P}.", HYPOTHETICAL), ("It is unclear whether {A} {past} {P}.", HYPOTHETICAL | ALLEGED),
    ("Villagers fear that {A} will {base} {P}.", AHEAD), ("Fears of the {N} grew.", AHEAD), ("{A} are likely to {base} {P}.", AHEAD),
    ("{A} had hoped to {base} {P}.", AHEAD),
    ("{A} discussed {ing} {P}.", HYPOTHETICAL), ("A {N} is possible.", AHEAD), ("{A} were about to {base} {P}.", AHEAD),
    ("{A} will {base} {P}.", FUTURE), ("{A} are to {base} {P} on Monday.", FUTURE), 
    ("{A} are expected to {base} {P} next week.", FUTURE), 
    ("{A} are going to {base} {P}.", FUTURE), ("The planned {N} alarmed Ghana.", FUTURE), ("An imminent {N} alarmed Ghana.", AHEAD),
    ("{A} {are} set to {base} {P}.", FUTURE), ("Plans for the {N} alarmed Ghana.", AHEAD),
    ("{A} allegedly {past} {P}.", ALLEGED), ("{A} reportedly {past} {P}.", ALLEGED), ("The alleged {N} alarmed Ghana.", ALLEGED),
    ("{A} were accused of {ing} {P}.", ALLEGED), ("Ghana accused {A} of {ing} {P}.", ALLEGED), ("{A} are suspected of {ing} {P}.", ALLEGED),
    ("{A} claimed to have {participle} {P}.", ALLEGED | ACTUAL), ("The opposition claimed that {A} had {participle} {P}.", ALLEGED),
    ("{A} are believed to have {participle} {P}.", ALLEGED), ("{A} are said to have {participle} {P}.", ALLEGED),
    ("{A} are thought to have {participle} {P}.", ALLEGED), ("{A} may have {participle} {P}.", ALLEGED | HYPOTHETICAL),
    ("{A} were charged with {ing} {P}.", ALLEGED), ("There were rumours of the {N}.", ALLEGED), ("Ghana alleged that {A} {past} {P}.", ALLEGED),
    ("{A} appear to have {participle} {P}.", ALLEGED), ("Unconfirmed reports said {A} had {participle} {P}.", ALLEGED),
    ("The {N} was blamed on Ghana.", ALLEGED), ("Ghana suspects {A} of {ing} {P}.", ALLEGED), ("Allegations that {A} {past} {P} alarmed Ghana.", ALLEGED),
    ("The claim that {A} {past} {P} alarmed Ghana.", ALLEGED), ("{A} apparently {past} {P}.", ALLEGED),
]
# What the operator makes of the deed, where the deed is then no event of its own.
INSTEAD = {
    "{A} admitted {ing} {P}.": {"CONCEDE"}, "{A} denied {ing} {P}.": {"REJECT"}, "{A} denied the {N}.": {"REJECT"},
    "{A} denied that they had {participle} {P}.": {"REJECT"}, "{A} would {base} {P} if the talks failed.": {"THREATEN", "AGREE"},
    "{A} should {base} {P}, the senator said.": {"REQUEST"}, "Unless the talks resume, {A} will {base} {P}.": {"THREATEN", "AGREE"},
    "{A} planned to {base} {P}.": {"THREATEN", "MOBILIZE", "COERCE", "CONCEDE"}, "{A} intended to {base} {P}.": {"THREATEN", "MOBILIZE", "COERCE", "CONCEDE"},
    "{A} refused to {base} {P}.": {"REJECT"}, "{A} threatened to {base} {P}.": {"THREATEN"}, "{A} vowed to {base} {P}.": {"THREATEN", "AGREE", "CONCEDE", "MOBILIZE"},
    "Ghana urged {A} to {base} {P}.": {"REQUEST", "THREATEN"}, "Ghana ordered {A} to {base} {P}.": {"REQUEST"},
    "{A} agreed to {base} {P}.": {"AGREE", "CONCEDE"}, "Ghana demanded that {A} {base} {P}.": {"REQUEST"},
    "{A} promised to {base} {P}.": {"AGREE", "CONCEDE", "THREATEN"},
}


def fill(template: str, deed: tuple) -> str:
    agent, verb, patient, _, noun = deed
    many = not agent.startswith("the ") or agent.endswith("s")
    be = {"have": "have" if many else "has", "are": "are" if many else "is"}
    text = template.format(A=agent, P=patient, N=noun, **(parts(verb) | be))
    return text[0].upper() + text[1:]


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--masudi", default="target/release/masudi")
    args.add_argument("--data", default="data")
    args = args.parse_args()
    rows = [(t, statuses, None) for t, statuses in OPERATORS] + [(t, None, types) for t, types in INSTEAD.items()]
    texts = [fill(template, deed) for template, _, _ in rows for deed in DEEDS]
    found = code(args.masudi, args.data, texts)
    right = 0
    for i, (template, statuses, types) in enumerate(rows):
        wrong = []
        for j, deed in enumerate(DEEDS):
            mentions = found[i * len(DEEDS) + j]
            deeds = [m for m in mentions if m["type"] == deed[3]]
            good = any(m["type"] in types for m in mentions) if types else any(m["status"] in statuses for m in deeds)
            right += good
            if not good:
                wrong.append(f"{deed[1]}: {', '.join(m['type'] + ' ' + m['status'] for m in mentions) or 'nothing'}")
        if wrong:
            print(f"{template}  wanted {'/'.join(sorted(types or statuses))}, wrong {len(wrong)} of {len(DEEDS)}\n    " + "; ".join(wrong))
    print(f"\n{right} of {len(texts)} right ({right / len(texts):.3f})")


if __name__ == "__main__":
    main()
