"""Texts at the edges of what a pipeline meets, written for this project. `cases(language)` gives a list."""

import random

BOTH = [
    "", " ", "  ", "\n", "\t\t", " \n ", "\u00a0", "\u3000", "\u2028", "\x1c\x1d", "a", ".", "(", ")", "'", "\"",
    "😀", "👩‍👩‍👧‍👦 🇫🇷🇮🇶", "🙂🙂🙂 ok 🙃.", "e\u0301te\u0301 cafe\u0301", "n\u0303 Z\u0351\u036b\u0343a",
    "وصل الوزير إلى بغداد يوم الاثنين.", "השר הגיע לירושלים ביום שני.", "\u202bمرحبا\u202c world", "北京和莫斯科。", "Ελλάδα και Κύπρος",
    "Россия и Украина", "ᏣᎳᎩ", "ﬁn ﬂow ǅ ß ẞ İ ı ſ", "x²+y³=①", "½ ¼ ٣٤٥ Ⅳ", "\ufeffStart", "a\u200bb a\u00adb",
    "<p class=\"lead\">Text</p><br/>&nbsp;&amp;&#8217;", "<!-- note --><script>if (a<b && c>d) {}</script>", "[img:1] {{x}} %20 %s \\n",
    "www.example.org http://example.org/a?b=c&d=e#f ftp://x.y/z user@example.org", "https://example.org/(x)_[y].", "10.0.0.1:8080 C:\\x\\y",
    "3.14 1,000,000 1.000.000 10% 5km 5 km 12:30 2024-05-06 06/05/2024 +33 1 23 45 -4 −4 1e9 0x1F $5m £3bn 20€ 7°C",
    "'''' \"\" `` '' « » “ ” ‘ ’ ‚ „ ‹ ›", "-- --- – — … .. ... ....", ":) :-( ;-) (^_^) ¯\\_(ツ)_/¯ <3 foo:) (:", "!!!???", "((((a))))",
    "a/b a//b a-b a--b a–b a_b a.b A.B a,b a:b a+b a=b a*b a~b", "#tag @name RT @x: y", "\r\nOne\r\nTwo\r\n\r\nThree", "trailing   ",
    "   leading", "a  b   c\n\n\nd", "x" * 300, "-" * 200, ". " * 100, "word " * 200, "A" + "b'" * 60, "\"'" * 50,
]

OWN = {
    "en": [
        "U.S. and U.K. officials met at 5 p.m. in Washington, D.C. They didn't agree.", "Mr. O'Neill's men can't've known; y'all weren't there.",
        "He’s the minister’s aide, isn’t he? ‘No,’ she said.", "I'm gonna ain't doin' nothin', 'cause c'mon.", "Gen. Diaz, Lt. Col. Poe and Sgt. Roe left.",
        "The so-called rebels (about 1,200-1,500 of them) fled--or so the mayor says.", "‘‘Stop,’’ said the guard. ``Now.'' ´´Yes´´",
        "WE WILL NOT LEAVE THIS TOWN, SAID THE MAYOR.", "soldiers shot at protesters on monday in kirkuk killing 3", "The 1990s. The '90s. 3rd of May, 22nd floor.",
        "Who did what, when, where and why?", "Buffalo buffalo Buffalo buffalo buffalo buffalo Buffalo buffalo.", "No. No! No? no… \"No.\" (No.)",
        "AT&T, R&B, Q&A, e.g., i.e., etc., vs., cf. fig. 3", "The bill passed 218–215; the vote came at 10:30pm.", "don't DON'T Don’t dont do n't cannot",
    ],
    "fr": [
        "L'ambassadeur d'Irak s'est rendu à l'Élysée aujourd'hui.", "Qu'est-ce qu'il y a ? N'y a-t-il rien ?", "M. Dupont et Mme Durand, nés en 1960, sont-ils là ?",
        "« Partez ! », a-t-il dit. “Non”, dit-elle.", "Le porte-avions et les États-Unis ; l’après-midi, au-delà du Moyen-Orient.", "Saint-Jean-de-Luz, Aix-en-Provence, Bourg-la-Reine",
        "12 000 manifestants, 3,5 % et 20 € ; 14h30, 1er mai, XXe siècle.", "presqu'île lorsqu'il jusqu'à quelqu'un prud'homme entr'ouvert grand'mère",
        "LE PRÉSIDENT A QUITTÉ BAMAKO.", "C.-à-d., p. ex., cf. n° 5, av. J.-C.", "des demi-mesures, un vice-premier-ministre, un abat-jour, ex-rebelles",
        "donnez-le-moi, va-t'en, dis-lui-en, celui-ci, là-bas, peut-être",
    ],
}

WORDS = {
    "en": "the army a minister of police said that troops in Mosul killed three people on Monday , who met them and will leave the city . He did not".split(" "),
    "fr": "le ministre de la police a dit que des soldats ont tué trois personnes lundi à Bamako , qui les ont vus et quitteront la ville . Il ne".split(" "),
}


def line(language, size):
    """One line of about `size` characters, always the same."""
    rng = random.Random(7)
    words, length = [], 0
    while length < size:
        words.append(rng.choice(WORDS[language]))
        length += len(words[-1]) + 1
    return " ".join(words)[:size]


def cases(language, long_line):
    rng = random.Random(11)
    letters = "aeé'’-.,;:!?()[]\"«»“”… \n\t/0159XYZbcdñß😀\u0301\u00a0$€%&@#<>_*+="
    noise = ["".join(rng.choice(letters) for _ in range(rng.randrange(1, 80))) for _ in range(400)]
    return BOTH + OWN[language] + noise + [line(language, long_line)]
