"""Codes every verb of the frames in every form in which news puts it, and says which forms come out wrong.

    python3 scripts/forms/verbs.py --masudi target/release/masudi [--data data] [--type ASSAULT] [--show passive]

A verb takes part where its frame asks for nothing but an agent and a patient, and where the plain past ("Kenyan soldiers
bombed Rwandan soldiers") comes out with the frame's type. For each other form: how many verbs keep the type (any status),
the actor and the recipient. It writes no verdict: a form near 1.0 holds by construction, a low one is a class to mend.
"""

import argparse
import collections
import pathlib
import sys
import tomllib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from coding import code  # noqa: E402
from inflect import parts  # noqa: E402

# {A} agent, {P} patient; {a} and {p} are the words that must be found in actor and recipient.
FORMS = {
    "past": "{A} {past} {P} on Friday.",
    "passive": "{P} {were} {participle} by {A} on Friday.",
    "passive, no agent": "{P} {were} {participle} on Friday.",
    "perfect": "{A} {have} {participle} {P}, a spokesman said.",
    "perfect passive": "{P} {have} been {participle} by {A}.",
    "progressive": "{A} {are} {ing} {P}.",
    "passive progressive": "{P} {are} being {participle} by {A}.",
    "relative": "{A}, who {past} {P} on Friday, made no comment.",
    "object relative": "{P}, whom {A} {past} on Friday, made no comment.",
    "participle": "{P}, {participle} by {A} last week, made no comment.",
    "participle first": "{Participle} by {A} last week, {P} called for help.",
    "conjoined": "{A} crossed the river and {past} {P}.",
    "after -ing": "After {ing} {P}, {A} made no comment.",
    "accused of": "{A} {were} accused of {ing} {P}.",
    "before being": "{P} called for help before being {participle} by {A}.",
    "refused to": "{A} refused to {base} {P}.",
    "wants to": "{A} {want} to {base} {P}.",
    "plans to": "{A} {plan} to {base} {P}.",
    "began -ing": "{A} began {ing} {P} on Friday.",
    "ordered to": "The president ordered {A} to {base} {P}.",
    "that-clause": "The minister said that {A} had {participle} {P}.",
    "quoted first": "{A} {past} {P}, the minister said.",
    "headline": "{A} {s} {P}",
    "headline passive": "{P} {participle} by {A}",
    "gerund, poss": "{A's} {ing} of {P} began on Friday.",
    "gerund, by": "The {ing} of {P} by {A} began on Friday.",
}
AGENT = {"armed": "Kenyan soldiers", "actor": "Kenya", "state": "Kenya", "person": "the Kenyan minister", "any": "Kenya",
         "several": "Kenya and Ghana", "place": "Kenya"}
PATIENT = {"armed": "Rwandan soldiers", "person": "the Rwandan minister", "actor": "Rwanda", "state": "Rwanda", "any": "Rwandan soldiers",
           "place": "the town of Goma", "event": "the raid", "several": "Rwanda and Chad"}
SOLDIERS = {"ASSAULT", "COERCE", "MOBILIZE", "RETREAT"}


def filler(spec: str | None, known: dict[str, str], classes: dict, default: str) -> str | None:
    if spec is None:
        return default
    atoms = spec.split("|")
    for atom in known:
        if atom in atoms:
            return known[atom]
    for atom in atoms:
        if atom.startswith("@") and atom[1:] in classes:
            return "the " + classes[atom[1:]][0]
        if atom.startswith("="):
            return "the " + atom[1:]
    return None


def verbs(frames: pathlib.Path, only: str | None):
    """Each frame's verbs with an agent and a patient for them."""
    classes = tomllib.loads((frames / "classes.toml").read_text())
    for file in sorted(frames.glob("*/*.toml")):
        for frame in tomllib.loads(file.read_text()).get("frame", []):
            conditions = frame.get("with", {})
            patient_first = "patient" in frame.get("recipient", []) or "patient" in conditions
            if set(conditions) - {"agent", "patient"} or not patient_first or (only and frame["type"] != only):
                continue
            agent = filler(conditions.get("agent"), AGENT, classes, "Kenyan soldiers" if frame["type"] in SOLDIERS else "Kenya")
            patient = filler(conditions.get("patient"), PATIENT, classes, "Rwandan soldiers")
            if agent and patient:
                for verb in frame.get("verb", []):
                    yield frame, verb, agent, patient


def sentence(form: str, verb: str, agent: str, patient: str) -> str:
    many = {"A": agent.endswith("s") or " and " in agent, "P": patient.endswith("s") or " and " in patient}
    subject = "P" if form.startswith("{P}") else "A"
    be = {True: ("were", "are", "have", "want", "plan"), False: ("was", "is", "has", "wants", "plans")}[many[subject]]
    words = parts(verb) | dict(zip(("were", "are", "have", "want", "plan"), be)) | {"A": agent, "P": patient}
    words["s"] = words["base"] if many["A"] else words["s"]
    words["Participle"] = words["participle"].capitalize()
    words["A's"] = agent + ("'" if agent.endswith("s") else "'s")
    text = form.format(**words)
    return text[0].upper() + text[1:]


def holds(mentions: list[dict], wanted: str, verb: str, agent: str, patient: str) -> tuple[bool, bool, bool]:
    """Whether the type, the actor and the recipient come out."""
    def names(parties, who):
        last = who.split()[-1]
        return any(last in (party["text"] or "") for party in parties)
    right = [m for m in mentions if m["type"] == wanted]
    return (bool(right), any(names(m["actors"], agent) for m in right),
            any(names(m["recipients"] + m["actors"] * (wanted == "CONSULT"), patient) for m in right))


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--masudi", default="target/release/masudi")
    args.add_argument("--data", default="data")
    args.add_argument("--type")
    args.add_argument("--show", help="name the verbs that fail in this form")
    args = args.parse_args()
    cases = {}
    for frame, verb, agent, patient in verbs(pathlib.Path(args.data, "coding/en"), args.type):
        cases.setdefault((frame["type"], verb), (frame["id"], agent, patient))
    texts = [sentence(form, verb, agent, patient) for (_, verb), (_, agent, patient) in cases.items() for form in FORMS.values()]
    found = code(args.masudi, args.data, texts)
    size = len(FORMS)
    tally: dict[str, list[int]] = {form: [0] * 6 for form in FORMS}
    fails = collections.defaultdict(list)
    base = []
    for i, ((kind, verb), (rule, agent, patient)) in enumerate(cases.items()):
        results = [holds(m, kind, verb, agent, patient) for m in found[i * size:(i + 1) * size]]
        if not results[0][0]:
            base.append((kind, verb, rule, texts[i * size]))
            continue
        for j, (form, result) in enumerate(zip(FORMS, results)):
            row = tally[form]
            row[0] += 1
            for k in range(3):
                # Roles are asked for where the plain past gave them.
                row[1 + k] += result[k] or (k > 0 and not results[0][k])
            if not all(got or (k > 0 and not results[0][k]) for k, got in enumerate(result)):
                coded = "; ".join(f"{m['type']} {[a['text'] for a in m['actors']]} -> {[r['text'] for r in m['recipients']]} {m['rule']}"
                                  for m in found[i * size + j])
                fails[form].append(f"{kind} {verb} ({rule}): {texts[i * size + j]}  [{coded}]")
    print(f"{len(cases)} verbs, {len(base)} of them without their type in the plain past\n")
    print("| form | verbs | type | actor | recipient |\n|---|---|---|---|---|")
    for form, row in tally.items():
        share = [row[k] / max(row[0], 1) for k in (1, 2, 3)]
        print(f"| {form} | {row[0]} | {share[0]:.3f} | {share[1]:.3f} | {share[2]:.3f} |")
    if args.show:
        lines = [f"{k} {v} ({r}): {t}" for k, v, r, t in base] if args.show == "base" else fails[args.show]
        print("\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
