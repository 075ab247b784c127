//! Sentences about who did what to whom and where, for generated articles: what names and questions cost at scale
//! depends on how often names come, so they come as in news, few often and most once or twice.
//!
//! Persons share last names, some are spelt in a second way or by the last name alone; some sentences introduce an
//! acronym, some use one. All is invented and follows from the article's number.

use selon_case::Reading;
use selon_extract::{
    Claim, Event, Kind, Mention, MentionKind, Modality, Polarity, Predicate, Quantity, Role, SourceKind,
    Stance, Voice,
};
use selon_link::Document;
use selon_page::{Article, Credit, DateSource, Found, Published};
use selon_text::{CharSpan, Sha256, Text};

use crate::collection;
use crate::collection::world::Dice;

/// Claims that an article has in all.
pub const N_CLAIMS: usize = 10;

/// How many names of each kind there are.
#[derive(Clone, Copy, Debug)]
pub struct World {
    pub last_names: usize,
    pub first_names: usize,
    pub groups: usize,
    pub places: usize,
    /// Acronyms are introduced in so many sentences in a hundred.
    pub acronyms: usize,
}

/// As many as in the news.
#[allow(dead_code)] // Of the example.
pub const LARGE: World =
    World { last_names: 30_000, first_names: 80, groups: 1_500, places: 8_000, acronyms: 2 };

/// So few that every article names whom others name.
#[allow(dead_code)] // Of the property test.
pub const SMALL: World = World { last_names: 6, first_names: 3, groups: 3, places: 3, acronyms: 20 };

/// Cue words, lemma and type of event of what one does to another.
const DEEDS: [(&str, &str, Option<Event>); 8] = [
    ("a bombardé", "bombarder", Some(Event::Assault)),
    ("soutient", "soutenir", Some(Event::Support)),
    ("a rencontré", "rencontrer", Some(Event::Consult)),
    ("a accusé", "accuser", Some(Event::Accuse)),
    ("combat", "combattre", Some(Event::Assault)),
    ("a livré des armes à", "livrer", Some(Event::Aid)),
    ("coopère avec", "coopérer", Some(Event::Cooperate)),
    ("a menacé", "menacer", Some(Event::Threaten)),
];

/// Words, lemma and whom of what many do.
const COUNTED: [(&str, &str, &str); 4] = [
    ("ont quitté", "quitter", "combattants"),
    ("sont morts à", "mourir", "civils"),
    ("ont fui", "fuir", "habitants"),
    ("ont été arrêtés à", "arrêter", "manifestants"),
];

/// A number below `n`: small ones far more often.
fn skewed(dice: &mut Dice, n: usize) -> usize {
    let share = dice.below(1_000_000) as f64 / 1_000_000.0;
    ((n as f64).powf(share) - 1.0) as usize
}

/// Name number `nth` of a kind, the same in every article.
fn spelt(kind: u64, nth: usize) -> String {
    Dice(kind << 32 | nth as u64).name() + if nth >= 4_000 { "an" } else { "" }
}

fn person(dice: &mut Dice, world: &World) -> String {
    let last = skewed(dice, world.last_names);
    // A last name has few bearers.
    let first = spelt(1, Dice(last as u64).below(world.first_names) + dice.below(2));
    let mut last = spelt(2, last);
    if dice.chance(5) {
        last = last.replacen('a', "e", 1);
    }
    if dice.chance(15) { last } else { format!("{first} {last}") }
}

fn group(dice: &mut Dice, world: &World) -> String {
    let nth = skewed(dice, world.groups);
    let head = ["Front", "Brigade", "Mouvement", "Conseil"][nth % 4];
    format!("{head} {}", spelt(3, nth))
}

/// The acronym of a union of two names.
fn initials(one: &str, other: &str) -> String {
    ["U", one, other].iter().filter_map(|word| word.chars().next()).collect()
}

fn place(dice: &mut Dice, world: &World) -> String {
    spelt(4, skewed(dice, world.places))
}

/// A generated article with [`N_CLAIMS`] claims, as it is added under the path `doc`.
pub fn reading(article: &collection::Article, number: usize, doc: &str, world: &World) -> Reading {
    let mut document = article.dense_document();
    dress(&mut document, number, world);
    let sha256 = Sha256::of(document.text.as_str().as_bytes());
    let mut page = Article::new(document.text, sha256);
    page.language = Some(if article.english { "en" } else { "fr" });
    page.title = document.title.map(|value| Found { value, span: None });
    page.outlet = document.outlet.map(|value| Found { value, span: None });
    page.published = document.published.map(|(from, to)| Published {
        from,
        to,
        span: None,
        element: String::new(),
        source: DateSource::Declared,
    });
    page.body = document.body;
    page.credits = document
        .credits
        .into_iter()
        .map(|credit| Credit { text: credit.credited, span: credit.span, name: credit.span })
        .collect();
    Reading::of(doc, &page, Ok(&document.extraction))
}

/// Adds sentences with claims and mentions at the end of a document, up to [`N_CLAIMS`] claims.
fn dress(document: &mut Document, number: usize, world: &World) {
    let mut dice = Dice(number as u64 ^ 0x5e10);
    let mut writer =
        Writer { text: document.text.as_str().to_owned(), n_chars: document.text.n_chars(), document };
    while writer.document.extraction.claims.len() < N_CLAIMS {
        writer.sentence(&mut dice, world);
    }
    let text = Text::new(std::mem::take(&mut writer.text));
    document.text = text;
}

struct Writer<'a> {
    text: String,
    n_chars: u32,
    document: &'a mut Document,
}

impl Writer<'_> {
    fn push(&mut self, words: &str) -> CharSpan {
        let start = self.n_chars;
        self.text.push_str(words);
        self.n_chars += words.chars().count() as u32;
        CharSpan::new(start, self.n_chars)
    }

    fn mention(&mut self, words: &str, label: &str) -> Role {
        let span = vec![self.push(words)];
        let mentions = &mut self.document.extraction.mentions;
        mentions.push(Mention {
            span: span.clone(),
            kind: MentionKind::Name,
            antecedent: None,
            label: label.to_owned(),
        });
        Role { span, mention: Some(mentions.len() - 1) }
    }

    fn party(&mut self, dice: &mut Dice, world: &World) -> Role {
        if dice.chance(60) {
            let words = person(dice, world);
            self.mention(&words, "PER")
        } else {
            let words = if dice.chance(world.acronyms) {
                let (one, other) = (spelt(5, dice.below(world.groups)), spelt(6, dice.below(3)));
                initials(&one, &other)
            } else {
                group(dice, world)
            };
            self.mention(&words, "ORG")
        }
    }

    fn sentence(&mut self, dice: &mut Dice, world: &World) {
        let start = self.n_chars;
        let mut voices =
            vec![Voice { span: Vec::new(), mention: None, kind: SourceKind::Outlet, attribution: None }];
        let mut attributed = None;
        if dice.chance(50) {
            self.push("Selon ");
            let name = person(dice, world);
            let source = self.mention(&name, "PER");
            self.push(", ");
            attributed = Some((source, self.n_chars));
        }
        let clause = self.n_chars;
        let mut claim = Claim {
            attribution: None,
            span: Vec::new(),
            predicate: Predicate { span: Vec::new(), lemma: String::new(), event: None },
            agent: None,
            patient: None,
            recipient: None,
            place: None,
            time: None,
            quantities: Vec::new(),
            polarity: if dice.chance(10) { Polarity::Denied } else { Polarity::Affirmed },
            modality: if dice.chance(15) { Modality::Hedged } else { Modality::Asserted },
            voices: Vec::new(),
            evidence: Vec::new(),
        };
        if dice.chance(65) {
            let (words, lemma, event) = *dice.pick(&DEEDS);
            claim.agent = Some(self.party(dice, world));
            self.push(" ");
            claim.predicate = Predicate { span: vec![self.push(words)], lemma: lemma.to_owned(), event };
            self.push(" ");
            claim.patient = Some(self.party(dice, world));
            self.push(" à ");
            let name = place(dice, world);
            claim.place = Some(self.mention(&name, "LOC"));
        } else {
            let (words, lemma, whom) = *dice.pick(&COUNTED);
            let n = (dice.below(40) * 10 + 3) as f64;
            let counted = self.push(&format!("{n} {whom}"));
            claim.quantities.push(Quantity {
                span: vec![counted],
                min: Some(n),
                max: Some(n),
                approximate: false,
                unit: Some(whom.to_owned()),
            });
            claim.agent = Some(Role { span: vec![counted], mention: None });
            self.push(" ");
            claim.predicate =
                Predicate { span: vec![self.push(words)], lemma: lemma.to_owned(), event: None };
            self.push(" ");
            let name = place(dice, world);
            let town = self.mention(&name, "LOC");
            if words.ends_with('à') { claim.place = Some(town) } else { claim.patient = Some(town) }
        }
        claim.span = vec![CharSpan::new(clause, self.n_chars)];
        if let Some((source, from)) = attributed {
            let attributions = &mut self.document.extraction.attributions;
            attributions.push(selon_extract::Attribution {
                source: source.span.clone(),
                cue: vec![CharSpan::new(start, start + 5)],
                content: vec![CharSpan::new(from, self.n_chars)],
                parent: None,
                kind: Kind::Indirect,
                stance: Stance::Asserts,
                hedged: false,
                source_kind: SourceKind::Person,
                rule: "generated",
            });
            claim.attribution = Some(attributions.len() - 1);
            voices.push(Voice {
                span: source.span,
                mention: source.mention,
                kind: SourceKind::Person,
                attribution: claim.attribution,
            });
        }
        claim.voices = voices;
        self.document.extraction.claims.push(claim);
        let end = self.n_chars;
        if dice.chance(world.acronyms) {
            let (one, other) = (spelt(5, dice.below(world.groups)), spelt(6, dice.below(3)));
            self.push(", dit l’");
            self.mention(&format!("Union {one} {other}"), "ORG");
            self.push(&format!(" ({})", initials(&one, &other)));
        }
        self.push(".\n");
        self.document.body.push(CharSpan::new(start, end));
    }
}
