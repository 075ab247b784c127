//! What every rule reads: the parse, the quotation marks, the word lists, and which tokens are cues.

use selon_spacy::Pos;

use crate::attribution::Incise;
use crate::lexicon::{Class, Cue, Frame, Lexicon};
use crate::parse::{Dep, Form, Parse, Tok};
use crate::quotes::Quotes;
use crate::righted::right_tree;

/// First and last token of a run.
pub(crate) type Run = (Tok, Tok);

/// What every rule reads.
pub(crate) struct Context<'a> {
    pub parse: Parse<'a>,
    pub quotes: Quotes,
    pub lexicon: &'static Lexicon,
    /// The cues that each verb may be; empty for all other tokens.
    cues: Vec<Vec<&'static Cue>>,
    /// Reporting clauses set into or behind what they report, in text order.
    pub incises: Vec<Incise>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(parse: Parse<'a>, lexicon: &'static Lexicon) -> Self {
        let quotes = Quotes::find(&parse);
        let mut context = Self { parse, quotes, lexicon, cues: Vec::new(), incises: Vec::new() };
        context.right_misread_verbs();
        right_tree(&mut context.parse, lexicon);
        context.cues = (0..context.parse.len()).map(|tok| context.read_cues(tok)).collect();
        context.incises = context.find_incises();
        context
    }

    /// A reporting clause begins at this token.
    pub(crate) fn begins_incise(&self, tok: Tok) -> bool {
        self.incises.binary_search_by_key(&tok, |incise| incise.run.0).is_ok()
    }

    /// The cues that verb `tok` may be, locutions first.
    pub(crate) fn cues(&self, tok: Tok) -> &[&'static Cue] {
        &self.cues[tok]
    }

    /// The first cue that takes one of the frames.
    pub(crate) fn cue(&self, tok: Tok, frames: &[Frame]) -> Option<&'static Cue> {
        self.cues[tok].iter().copied().find(|cue| cue.takes_any(frames))
    }

    fn read_cues(&self, tok: Tok) -> Vec<&'static Cue> {
        let parse = &self.parse;
        if !parse.is_verbal(tok) {
            return Vec::new();
        }
        let lemma = self.lemma(tok);
        let mut entries: Vec<&'static Cue> = self.lexicon.verbs.get(lemma).into_iter().flatten().collect();
        let reflexive = self.is_reflexive(tok);
        entries.retain(|cue| self.rest_follows(tok, cue));
        entries.retain(|cue| cue.reflexive == reflexive);
        // « se dit prêt à P »: the adjective is content, no part of the cue.
        entries
            .retain(|cue| !(reflexive && !cue.rest.is_empty() && matches!(cue.lemma, "dire" | "déclarer")));
        let start = self.verb_start(tok);
        entries.retain(|cue| cue.clitic.is_none_or(|clitic| (start..tok).any(|t| parse.low(t) == clitic)));
        // The longest locution first, of equals the one that stands nearer: « pointe du doigt le manque de moyens ».
        entries.sort_by_key(|cue| {
            let last = self.rest_tokens(tok, cue).and_then(|rest| rest.last().copied());
            (std::cmp::Reverse(cue.rest.len()), last)
        });
        entries
    }

    /// The lemma, put right where the pipeline is known to misread the form.
    pub(crate) fn lemma(&self, tok: Tok) -> &str {
        let parse = &self.parse;
        let lemma = parse.lemma(tok);
        if !parse.is_verbal(tok) {
            return match self.lexicon.misread(parse.low(tok), parse.pos(tok).as_str()) {
                Some((right, true)) => right,
                _ => lemma,
            };
        }
        if self.lexicon.verbs.contains_key(lemma) {
            return lemma;
        }
        let misread = self.lexicon.misread(parse.low(tok), parse.pos(tok).as_str()).map(|(right, _)| right);
        misread.or(self.lexicon.verb_forms.get(parse.low(tok)).copied()).unwrap_or(lemma)
    }

    /// Makes verbs of the forms that the pipeline took for something else, where the place calls for a verb.
    fn right_misread_verbs(&mut self) {
        for tok in 0..self.parse.len() {
            if self.is_misspelt_auxiliary(tok) {
                self.parse.nodes[tok - 1].pos = Pos::AUX;
                self.parse.nodes[tok - 1].head = tok;
                self.parse.nodes[tok].form = Form::Finite;
                self.parse.nodes[tok].misread = true;
                continue;
            }
            if self.parse.is_verbal(tok) || self.parse.nodes[tok].text.starts_with(char::is_uppercase) {
                continue;
            }
            if self.is_misread_participle(tok) {
                let node = &mut self.parse.nodes[tok];
                node.pos = Pos::VERB;
                node.form = Form::PresentParticiple;
                node.misread = true;
                continue;
            }
            let (low, pos) = (self.parse.low(tok), self.parse.pos(tok));
            let by_form = || {
                let lemma = self.lexicon.verb_forms.get(low).copied().filter(|_| pos == Pos::ADJ);
                lemma.map(|lemma| (lemma, false))
            };
            let Some((lemma, always)) = self.lexicon.misread(low, pos.as_str()).or_else(by_form) else {
                continue;
            };
            if !self.lexicon.verbs.contains_key(lemma) || self.lexicon.source_noun(lemma).is_some() {
                continue;
            }
            let noun_like = self.parse.prev(tok).is_some_and(|prev| {
                matches!(self.parse.pos(prev), Pos::DET | Pos::ADP | Pos::NUM)
                    || matches!(self.parse.low(prev), "sans" | "aucun" | "nul")
            });
            if (always && !noun_like) || self.calls_for_verb(tok) {
                let node = &mut self.parse.nodes[tok];
                node.pos = Pos::VERB;
                node.form = if node.low.ends_with("ant") { Form::PresentParticiple } else { Form::Finite };
                node.plural = node.low.ends_with("nt") && node.form == Form::Finite;
                node.person = 3;
                node.misread = true;
            }
        }
    }

    /// `…, à indiqué le procureur`: the auxiliary *a* with an accent that it does not have.
    fn is_misspelt_auxiliary(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        parse.pos(tok) == Pos::VERB
            && parse.nodes[tok].form == Form::PastParticiple
            && parse.prev(tok).is_some_and(|prev| prev + 1 == tok && parse.nodes[prev].text == "à")
            && parse
                .prev(tok - 1)
                .is_some_and(|before| parse.low(before) == "," || self.quotes.closed_by(before).is_some())
            && self.lexicon.verbs.contains_key(self.lemma(tok))
    }

    /// `un rapport documentant les abus`, taken for an adjective.
    fn is_misread_participle(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        let listed = parse.low(tok).ends_with("ant") && self.lexicon.verb_forms.contains_key(parse.low(tok));
        let behind_noun =
            parse.prev(tok).is_some_and(|prev| matches!(parse.pos(prev), Pos::NOUN | Pos::PROPN));
        let object = parse
            .next(tok)
            .is_some_and(|next| parse.pos(next) == Pos::DET || matches!(parse.low(next), "que" | "qu'"));
        listed && behind_noun && object
    }

    /// Behind a closing mark, in front of an inverted pronoun, between a subject and `que`, or alone in its sentence.
    fn calls_for_verb(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        let Some(prev) = parse.prev(tok) else { return false };
        let sentence = parse.sentence(tok);
        let next = parse.next(tok).filter(|&next| next < sentence.end);
        if next.is_some_and(|next| is_inverted_clitic(parse.nodes[next].text)) {
            return true;
        }
        let function_word = matches!(
            parse.low(tok),
            "contre" | "entre" | "outre" | "sauf" | "compte" | "somme" | "note" | "garde"
        ) && !next.is_some_and(|next| matches!(parse.low(next), "que" | "qu'"))
            || matches!(parse.pos(tok), Pos::ADP | Pos::DET | Pos::PRON | Pos::SCONJ | Pos::CCONJ);
        if function_word
            || matches!(parse.pos(prev), Pos::DET | Pos::ADP)
            || matches!(parse.low(prev), "tout" | "sans" | "aucun" | "nul")
            || prev < sentence.start
        {
            return false;
        }
        let alone_behind_comma = parse.low(prev) == ","
            && next.is_some_and(|next| {
                matches!(
                    parse.low(next),
                    "à" | "au" | "aux" | "de" | "que" | "qu'" | "la" | "le" | "les" | "un" | "une"
                )
            })
            && !sentence.clone().any(|t| {
                t != tok
                    && parse.is_verbal(t)
                    && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
                    && !(sentence.start..t)
                        .any(|r| matches!(parse.low(r), "qui" | "que" | "qu'" | "dont" | "où"))
            });
        if alone_behind_comma {
            return true;
        }
        let mark = self.quotes.is_mark(parse, prev)
            || (parse.low(prev) == ","
                && parse.prev(prev).is_some_and(|mark| self.quotes.is_mark(parse, mark)));
        let nominal = matches!(parse.pos(prev), Pos::NOUN | Pos::PROPN | Pos::PRON);
        let que = next.is_some_and(|next| matches!(parse.low(next), "que" | "qu'"));
        let alone = !sentence.clone().any(|t| {
            t != tok && parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
        });
        // « Un habitant raconte : « … » », « La Commission juge « prématuré » »
        let speaks = nominal
            && parse.pos(tok) == Pos::ADJ
            && next.is_some_and(|next| {
                parse.low(next) == ":"
                    && parse.next(next).is_some_and(|mark| self.quotes.opened_by(mark).is_some())
                    || self.quotes.opened_by(next).is_some()
            })
            && !(sentence.start..tok).any(|t| {
                parse.is_verbal(t) && matches!(parse.nodes[t].form, Form::Finite | Form::Conditional)
            });
        if speaks {
            return true;
        }
        // « ce que Téhéran dément, »
        let relative = nominal
            && next.is_none_or(|next| parse.pos(next) == Pos::PUNCT)
            && (tok.saturating_sub(4)..tok)
                .any(|t| t >= sentence.start && matches!(parse.low(t), "que" | "qu'"));
        mark || relative
            || (nominal
                && (que
                    || (alone
                        && next
                            .is_some_and(|next| !matches!(parse.low(next), "." | "," | "de" | "d'" | "du")))))
    }

    /// True where a reflexive pronoun belongs to the verb.
    pub(crate) fn is_reflexive(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        let start = self.verb_start(tok);
        (start..tok).any(|t| matches!(parse.low(t), "se" | "s'"))
            || parse.children(tok).any(|child| {
                child < tok
                    && matches!(parse.dep(child), Dep::Expl)
                    && matches!(parse.low(child), "se" | "s'" | "me" | "m'" | "te" | "t'" | "nous" | "vous")
            })
            || self.is_first_person_reflexive(start, tok)
    }

    /// `je me réjouis`, `nous nous félicitons`.
    fn is_first_person_reflexive(&self, start: Tok, tok: Tok) -> bool {
        (start..tok).any(|t| {
            let before = self.parse.prev(t).map_or("", |prev| self.parse.low(prev));
            matches!(
                (before, self.parse.low(t)),
                ("je", "me" | "m'") | ("tu", "te" | "t'") | ("nous", "nous") | ("vous", "vous")
            )
        })
    }

    /// The words of a locution stand behind the verb, with at most a few others between them.
    fn rest_follows(&self, tok: Tok, cue: &Cue) -> bool {
        self.rest_tokens(tok, cue).is_some()
    }

    /// The tokens of a locution's other words.
    pub(crate) fn rest_tokens(&self, tok: Tok, cue: &Cue) -> Option<Vec<Tok>> {
        const GAP: usize = 4;
        let parse = &self.parse;
        let end = parse.sentence(tok).end;
        let mut found = Vec::new();
        let mut at = tok;
        for word in &cue.rest {
            // A determiner may stand there or not; the gap allows for it.
            if *word == "DET" {
                continue;
            }
            let hit = (at + 1..end.min(at + 2 + GAP)).find(|&t| {
                let low = parse.low(t);
                low == *word
                    || parse.lemma(t) == *word
                    || (is_elided(low) && unelided(low) == *word)
                    || (*word == "de" && matches!(low, "du" | "des"))
                    || (*word == "à" && matches!(low, "au" | "aux"))
            })?;
            // A comma or another verb between them breaks the locution.
            if (at + 1..hit)
                .any(|t| parse.low(t) == "," || (parse.pos(t) == Pos::VERB && parse.dep(t) != Dep::Fixed))
            {
                return None;
            }
            found.push(hit);
            at = hit;
        }
        Some(found)
    }

    /// The first token of the verb group: clitics, negation and auxiliaries in front of the verb.
    pub(crate) fn verb_start(&self, tok: Tok) -> Tok {
        let parse = &self.parse;
        let mut start = tok;
        let sentence = parse.sentence(tok);
        let mut at = tok;
        while at > sentence.start {
            at -= 1;
            let low = parse.low(at);
            let is_part = match parse.pos(at) {
                Pos::AUX => parse.is_under(at, tok) || parse.head(at) == tok,
                Pos::PRON => is_object_clitic(low) || is_inverted_clitic(parse.nodes[at].text),
                Pos::ADV => parse.nodes[at].dep == Dep::Advmod && parse.head(at) == tok,
                Pos::PART | Pos::DET | Pos::ADP => matches!(low, "l'" | "ne" | "n'"),
                _ => parse.head(at) == tok && matches!(parse.dep(at), Dep::Aux | Dep::AuxPass | Dep::Expl),
            };
            if is_part {
                if parse.pos(at) != Pos::ADV || matches!(low, "ne" | "n'" | "y" | "en") {
                    start = at;
                }
            } else {
                break;
            }
        }
        start
    }

    /// The words of the verb group that make the cue: auxiliaries, negation and the verb.
    pub(crate) fn verb_group(&self, tok: Tok) -> Vec<Tok> {
        let parse = &self.parse;
        let mut group: Vec<Tok> = parse
            .children(tok)
            .filter(|&child| {
                child < tok
                    && tok - child <= 8
                    && matches!(parse.dep(child), Dep::Aux | Dep::AuxPass | Dep::Cop | Dep::Expl)
                    || self.is_negation_of(child, tok)
                    || (child < tok && matches!(parse.low(child), "se" | "s'"))
            })
            .collect();
        group.push(tok);
        group.sort_unstable();
        group
    }

    fn is_negation_of(&self, child: Tok, tok: Tok) -> bool {
        let parse = &self.parse;
        matches!(parse.low(child), "ne" | "n'" | "pas" | "jamais" | "guère" | "nullement")
            && parse.head(child) == tok
            && (child < tok || child == tok + 1)
    }

    /// True where the verb is negated (`ne … pas`, `ne … jamais`; `ne … que` restricts and does not negate).
    pub(crate) fn is_negated(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        let start = self.verb_start(tok);
        let ne = (start..tok).any(|t| matches!(parse.low(t), "ne" | "n'"))
            || parse.children(tok).any(|child| child < tok && matches!(parse.low(child), "ne" | "n'"));
        let end = parse.sentence(tok).end.min(tok + 4);
        let word = |t: Tok| {
            matches!(parse.low(t), "pas" | "jamais" | "plus" | "guère" | "nullement" | "aucunement" | "point")
        };
        ne && ((start..end).any(word)
            || parse
                .child(tok, Dep::Nsubj)
                .is_some_and(|subj| matches!(parse.low(subj), "nul" | "personne" | "aucun" | "rien")))
            || (start..tok).any(|t| matches!(parse.low(t), "jamais"))
    }

    /// Form of the finite or non-finite word that carries the mood: the first auxiliary, or the verb.
    pub(crate) fn mood(&self, tok: Tok) -> Form {
        let parse = &self.parse;
        let aux = parse.children(tok).find(|&child| {
            child < tok
                && matches!(parse.dep(child), Dep::Aux | Dep::AuxPass | Dep::Cop)
                && parse.nodes[child].form != Form::None
        });
        match aux {
            Some(aux) => parse.nodes[aux].form,
            None => parse.nodes[tok].form,
        }
    }

    /// True where the verb stands in the passive with an auxiliary.
    pub(crate) fn is_passive(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        let by_be = parse.children(tok).any(|child| {
            parse.dep(child) == Dep::AuxPass
                && parse.lemma(child) != "avoir"
                && !matches!(parse.low(child), "a" | "ont" | "avait" | "avaient" | "aurait" | "auraient")
        });
        by_be
            || parse.has_child(tok, Dep::NsubjPass)
                && !parse.has_child(tok, Dep::Aux)
                && !parse.children(tok).any(|child| parse.lemma(child) == "avoir")
    }

    /// Tense that shifts a conditional below it into a future: past forms of the cue.
    pub(crate) fn is_past(&self, tok: Tok) -> bool {
        let parse = &self.parse;
        let node = |t: Tok| parse.doc.token(t).morph();
        let has_aux = parse.has_child(tok, Dep::Aux);
        has_aux
            || node(tok).contains("Tense=Imp")
            || (node(tok).contains("Tense=Past") && self.mood(tok) == Form::Finite)
    }

    pub(crate) fn is_conditional(&self, tok: Tok) -> bool {
        self.mood(tok) == Form::Conditional
    }

    /// True where the token heads a clause with a finite verb.
    pub(crate) fn is_finite(&self, tok: Tok) -> bool {
        matches!(self.mood(tok), Form::Finite | Form::Conditional)
    }

    /// A class of the cues of `tok`, if any.
    pub(crate) fn class(&self, tok: Tok) -> Option<Class> {
        self.cues[tok].first().map(|cue| cue.class)
    }

    pub(crate) fn is_comma(&self, tok: Tok) -> bool {
        self.parse.low(tok) == ","
    }
}

/// `d'`, `qu'` …
pub(crate) fn is_elided(low: &str) -> bool {
    low.ends_with('\'')
}

/// The full form of an elided word.
pub(crate) fn unelided(low: &str) -> &str {
    match low {
        "d'" => "de",
        "qu'" => "que",
        "l'" => "le",
        "s'" => "se",
        "n'" => "ne",
        "j'" => "je",
        "m'" => "me",
        "t'" => "te",
        "c'" => "ce",
        _ => low,
    }
}

fn is_object_clitic(low: &str) -> bool {
    matches!(
        low,
        "se" | "s'"
            | "me"
            | "m'"
            | "te"
            | "t'"
            | "lui"
            | "leur"
            | "l'"
            | "le"
            | "la"
            | "les"
            | "y"
            | "en"
            | "nous"
            | "vous"
            | "ne"
            | "n'"
    )
}

/// `-il`, `-t-elle`, `-on`: a subject behind its verb.
pub(crate) fn is_inverted_clitic(text: &str) -> bool {
    text.starts_with(['-', '‑', '‐'])
        && matches!(
            text.trim_start_matches(['-', '‑', '‐']).trim_start_matches("t-").to_lowercase().as_str(),
            "t" | "il" | "elle" | "ils" | "elles" | "on" | "je" | "nous" | "vous" | "tu"
        )
}
