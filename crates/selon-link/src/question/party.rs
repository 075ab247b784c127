//! Who takes part: phrases as parties that can be compared across articles.
//!
//! A question is about parties: a state with all who act for it (*l'armée syrienne*, *le régime de Damas*, *les
//! services de renseignement turcs*), a group with its members (*les combattants de X*, *le convoi de X*), a person,
//! a place, or whatever the words say. That is coarser than an entity: an army and its government are two entities
//! and one party, for what the army does is done by its state.
//!
//! | words | party |
//! | --- | --- |
//! | `les troupes de Damas`, `le Kremlin`, `l'administration Obama` | the state |
//! | `les terroristes de X`, `une délégation mandatée par X` | X |
//! | `la coalition dirigée par X` | X |
//! | `les milices soutenues par X` | the militias, not X |
//! | `le peuple syrien`, `les rebelles syriens`, `la ville syrienne` | not the state |
//! | `le régime`, `les terroristes`, alone | whose they are wherever this article says so, if it always says the same |
//!
//! **Cost.** Each mention is read once, in time linear in its words.

use std::collections::BTreeMap;

use selon_extract::{MentionKind, Role};
use selon_text::CharSpan;

use super::Names;
use super::lexicon::{Lexicon, StateName};
use super::phrase::{self, Phrase};
use super::words::{Word, fold, is_small, singular, words};
use crate::Document;

/// What kind of party it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartyKind {
    /// A state and who acts for it.
    State,
    /// A group, and its members.
    Group,
    /// An organisation, an institution, a company.
    Organisation,
    /// One person.
    Person,
    /// A place.
    Place,
    /// Anything else, by its words.
    Thing,
}

/// One who takes part in what claims say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party {
    /// The same for the same party in every article: `s:` and a code, `e:` and an entity's id, `w:` and folded words.
    pub key: String,
    /// What people call it.
    pub name: String,
    /// Its kind.
    pub kind: PartyKind,
}

impl Party {
    /// True for one that can side with another.
    pub fn is_actor(&self) -> bool {
        matches!(self.kind, PartyKind::State | PartyKind::Group | PartyKind::Organisation | PartyKind::Person)
    }

    /// True for a group or an organisation.
    pub fn is_group(&self) -> bool {
        matches!(self.kind, PartyKind::Group | PartyKind::Organisation)
    }

    fn state(lexicon: &Lexicon, code: &str) -> Self {
        Self { key: format!("s:{code}"), name: lexicon.country(code).to_owned(), kind: PartyKind::State }
    }
}

/// The longest phrase that is read, in words: what is longer is cut.
const MOST_WORDS: usize = 40;

/// Share of an article's own words that must agree before a bare noun is taken for theirs.
const AGREEMENT: f64 = 0.6;

/// How often a mention is followed to the one that it refers to, and on to a name inside the words of that one.
const MOST_STEPS: u8 = 3;

/// The parties of one article.
pub struct Parties<'a> {
    document: &'a Document,
    names: &'a dyn Names,
    lexicon: &'static Lexicon,
    /// Named mentions by their first character.
    named: Vec<(CharSpan, usize)>,
    /// Folded names of the article → their first mention, for names that the pipeline took for none elsewhere.
    spelt: BTreeMap<String, usize>,
    /// Whose `le régime`, `l'armée` is, alone.
    state_default: Option<String>,
    /// Whose `les terroristes` are, alone.
    group_default: Option<Party>,
}

impl<'a> Parties<'a> {
    /// Reads who is who in an article.
    pub fn new(document: &'a Document, names: &'a dyn Names) -> Self {
        let mut named: Vec<_> = document
            .extraction
            .mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| mention.kind == MentionKind::Name)
            .filter_map(|(at, mention)| Some((*mention.span.first()?, at)))
            .collect();
        named.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
        let lexicon = Lexicon::french();
        let mut spelt = BTreeMap::new();
        for (span, mention) in &named {
            let first =
                *spelt.entry(fold(document.text.slice(*span).unwrap_or_default())).or_insert(*mention);
            // Inside a longer name a mention may have no entity of its own.
            if first != *mention && names.entity(first).is_none() && names.entity(*mention).is_some() {
                spelt.insert(fold(document.text.slice(*span).unwrap_or_default()), *mention);
            }
        }
        let mut parties =
            Self { document, names, lexicon, named, spelt, state_default: None, group_default: None };
        parties.find_defaults();
        parties
    }

    /// Who `le régime` and `les terroristes` are where the words alone do not tell.
    fn find_defaults(&mut self) {
        let mut states: BTreeMap<String, usize> = BTreeMap::new();
        let mut groups: BTreeMap<Party, usize> = BTreeMap::new();
        let spans = self.document.extraction.mentions.iter().map(|mention| mention.span.as_slice());
        let claims = &self.document.extraction.claims;
        let roles = claims.iter().flat_map(|claim| [&claim.agent, &claim.patient, &claim.recipient]);
        let roles = roles.flatten().map(|role| role.span.as_slice());
        for span in spans.chain(roles) {
            let Some(phrase) = self.members(span).into_iter().next() else { continue };
            match self.whose(&phrase, MOST_STEPS) {
                Some(party) if party.kind == PartyKind::State && is_government(&singular(phrase.head())) => {
                    *states.entry(party.key[2..].to_owned()).or_default() += 1;
                }
                Some(party) if party.kind == PartyKind::Group && is_member(&singular(phrase.head())) => {
                    *groups.entry(party).or_default() += 1;
                }
                _ => {}
            }
        }
        self.state_default = agreed(states);
        self.group_default = agreed(groups);
    }

    /// The parties of a role: each member of a coordination, but for *ses alliés*.
    pub fn of_role(&self, role: &Role) -> Vec<Party> {
        self.of_span(&role.span, role.mention)
    }

    /// The parties of the words at `span`, which are `mention` where that is known.
    pub fn of_span(&self, span: &[CharSpan], mention: Option<usize>) -> Vec<Party> {
        let mentions = &self.document.extraction.mentions;
        if let Some(mention) = mention.filter(|mention| mentions[*mention].kind == MentionKind::Pronoun) {
            let referent = self.document.referent(mention);
            if referent == mention {
                return Vec::new();
            }
            return self.of_span(
                &mentions[referent].span,
                Some(referent).filter(|at| mentions[*at].kind != MentionKind::Pronoun),
            );
        }
        // « la ville où X combat »: the words behind are the subject of their own clause.
        let inner = span.iter().rev().find_map(|part| {
            let text = self.document.text.slice(*part)?;
            let at = text.find(" où ")? + " où ".len();
            let start = part.start + text[..at].chars().count() as u32;
            (start < part.end).then(|| CharSpan::new(start, part.end))
        });
        if let Some(inner) = inner {
            return self.of_span(&[inner], None);
        }
        let mut parties: Vec<Party> = Vec::new();
        for (n, member) in self.members(span).into_iter().enumerate() {
            let party = self.of_member(&member, mention.filter(|_| n == 0), MOST_STEPS);
            parties.extend(party.filter(|party| !parties.contains(party)));
        }
        parties
    }

    /// The place that words name, the first of several: *la ville de X* is X.
    pub fn place_of(&self, span: &[CharSpan]) -> Option<Party> {
        let hull = CharSpan::new(span.first()?.start, span.last()?.end);
        let named = |is: &dyn Fn(usize) -> bool| {
            self.names_in(hull).filter(|(_, mention)| is(*mention)).find_map(|(_, at)| self.place(at))
        };
        named(&|mention| self.is_place(mention)).or_else(|| named(&|mention| !self.is_body(mention)))
    }

    /// True for a name of an outlet, an organisation or a group: of what the pipeline could not tell, it is none.
    fn is_body(&self, mention: usize) -> bool {
        let label = self.document.extraction.mentions[mention].label.as_str();
        let entity =
            self.names.entity(mention).or_else(|| self.names.entity(self.document.referent(mention)));
        match entity.map(|entity| entity.kind) {
            Some(kind) => {
                matches!(kind.as_str(), "outlet" | "group") || kind == "organisation" && label == "ORG"
            }
            None => label == "ORG",
        }
    }

    /// True for a name of somewhere, as against somebody's: *deux médecins ont dit à Halcord* happened elsewhere.
    pub fn is_place(&self, mention: usize) -> bool {
        let found = &self.document.extraction.mentions[mention];
        let label = found.label.as_str();
        if matches!(
            fold(&self.document.words(&found.span)).as_str(),
            "etat" | "l etat" | "republique" | "nation"
        ) {
            return false;
        }
        let entity =
            self.names.entity(mention).or_else(|| self.names.entity(self.document.referent(mention)));
        match entity.map(|entity| entity.kind) {
            Some(kind) => match kind.as_str() {
                "place" | "state" => true,
                "outlet" | "organisation" | "group" => false,
                _ => label == "LOC",
            },
            None => label == "LOC",
        }
    }

    /// The place that a longer name ends in, where the article names it by itself, too: *Explosion de X*.
    pub fn place_inside(&self, mention: usize) -> Option<usize> {
        let words = self.document.words(&self.document.extraction.mentions[mention].span);
        let last = words.split_whitespace().last().filter(|_| words.trim().contains(' '))?;
        let named = *self.spelt.get(&fold(last))?;
        self.is_place(named).then_some(named)
    }

    /// A named place. A single name that the pipeline takes for a person may be a town it does not know.
    pub fn place(&self, mention: usize) -> Option<Party> {
        let found = &self.document.extraction.mentions[mention];
        let words = self.document.words(&found.span);
        if found.label == "PER" && words.trim().contains(' ') {
            return None;
        }
        let folded = fold(&words);
        if let Some((StateName::Country, code)) = self.lexicon.state(bare(&folded)) {
            return Some(Party { kind: PartyKind::Place, ..Party::state(self.lexicon, code) });
        }
        let entity =
            self.names.entity(self.document.referent(mention)).or_else(|| self.names.entity(mention));
        if let Some(entity) = entity {
            if entity.kind == "person" && (found.label != "PER" || entity.country.is_some()) {
                return None;
            }
            // The gazetteer has its own spellings: the article's are what its readers know.
            let name = if entity.country.is_some() { in_small(&words) } else { in_small(&entity.name) };
            return Some(Party { key: format!("e:{}", entity.id), name, kind: PartyKind::Place });
        }
        Some(Party { key: format!("w:{}", bare(&folded)), name: words, kind: PartyKind::Place })
    }

    /// Named mentions inside `span`, in text order.
    pub fn names_in(&self, span: CharSpan) -> impl Iterator<Item = (CharSpan, usize)> + '_ {
        let from = self.named.partition_point(|(named, _)| named.start < span.start);
        self.named[from..]
            .iter()
            .copied()
            .take_while(move |(named, _)| named.start < span.end)
            .filter(move |(named, _)| named.end <= span.end)
    }

    /// True where a name says that it is a group's, not a person's or a place's.
    fn is_group(&self, mention: usize) -> bool {
        let label = self.document.extraction.mentions[mention].label.as_str();
        match self.names.entity(self.document.referent(mention)) {
            Some(entity) => {
                matches!(entity.kind.as_str(), "group" | "organisation")
                    || (entity.kind == "other" && label != "LOC")
            }
            None => matches!(label, "ORG" | "MISC"),
        }
    }

    /// The members of the coordination at `span`; *ses alliés* are nobody.
    fn members(&self, span: &[CharSpan]) -> Vec<Phrase> {
        let mut found = Vec::new();
        for &part in span {
            let mut read = words(self.document.text.slice(part).unwrap_or_default());
            for word in &mut read {
                word.start += part.start;
                word.end += part.start;
            }
            found.extend(read);
        }
        found.truncate(MOST_WORDS);
        found.extend(self.led_behind(span));
        let gap = |a: &Word, b: &Word| {
            let between = self.document.text.slice(CharSpan::new(a.end, b.start.max(a.end)));
            between.is_some_and(|between| between.contains([',', ';', '(']))
        };
        phrase::members(found, &gap)
    }

    /// `… mandatée par X` right behind the words of a role, which end at its noun.
    fn led_behind(&self, span: &[CharSpan]) -> Vec<Word> {
        const REACH: u32 = 60;
        let Some(end) = span.last().map(|part| part.end) else { return Vec::new() };
        let reach = CharSpan::new(end, (end + REACH).min(self.document.text.n_chars()));
        let mut behind = words(self.document.text.slice(reach).unwrap_or_default());
        let is_led = behind.first().is_some_and(|word| phrase::is_led(&word.word) && word.start == 1)
            && behind.get(1).is_some_and(|word| word.word == "par");
        if !is_led {
            return Vec::new();
        }
        behind.truncate(5);
        for word in &mut behind {
            word.start += end;
            word.end += end;
        }
        behind
    }

    /// The party of one member.
    fn of_member(&self, phrase: &Phrase, mention: Option<usize>, steps: u8) -> Option<Party> {
        if let Some(party) = self.whose(phrase, steps) {
            return Some(party);
        }
        let lexicon = self.lexicon;
        let noun = singular(phrase.head());
        let is_bare = phrase.words[1..].iter().all(|word| !word.is_capital);
        if is_bare
            && is_government(&noun)
            && let Some(code) = &self.state_default
        {
            return Some(Party::state(lexicon, code));
        }
        // « le nord de la Syrie » is not Syria, « le groupe » may be whom it refers to.
        if (!lexicon.is_people(&noun) || is_fighter(&noun))
            && let Some(party) = mention.and_then(|mention| self.of_referent(mention, steps))
        {
            return Some(party);
        }
        let is_plural = noun != phrase.head() || noun == "convoi";
        let is_theirs =
            is_plural && is_member(&noun) || lexicon.is_itself(&noun) && !lexicon.acts_for_state(&noun);
        if is_bare
            && is_theirs
            && !self.has_demonym(phrase)
            && let Some(group) = &self.group_default
        {
            return Some(group.clone());
        }
        let first = phrase.words[0].start;
        if let Some((_, named)) = self.names_in(phrase.span()).find(|(span, _)| span.start <= first) {
            return self.of_referent(named, steps);
        }
        if phrase.words[0].is_capital {
            let spelling = fold(&self.shown(phrase));
            let named = self.spelt.get(&spelling);
            if let Some(party) = named.and_then(|mention| self.of_referent(*mention, steps)) {
                return Some(party);
            }
        }
        let content: Vec<_> = phrase
            .words
            .iter()
            .filter(|word| !is_small(&word.word))
            .take(4)
            .map(|word| singular(&word.word))
            .collect();
        if content.is_empty() {
            return None;
        }
        let kind = if is_band(&noun) && content.len() > 1 { PartyKind::Group } else { PartyKind::Thing };
        Some(Party { key: format!("w:{}", content.join(" ")), name: self.shown(phrase), kind })
    }

    fn has_demonym(&self, phrase: &Phrase) -> bool {
        let is_of = |word: &Word| {
            self.lexicon.state(&word.word).is_some() || self.lexicon.stateless(&word.word).is_some()
        };
        phrase.words.iter().any(is_of)
    }

    fn shown(&self, phrase: &Phrase) -> String {
        self.document.text.slice(phrase.span()).unwrap_or_default().to_owned()
    }

    /// Whom the head of a phrase acts for, as the words around it tell.
    fn whose(&self, phrase: &Phrase, steps: u8) -> Option<Party> {
        let lexicon = self.lexicon;
        let head = &phrase.words[0];
        let noun = singular(&head.word);
        let people = |word: &str| {
            let people = lexicon.stateless(word)?;
            Some(Party {
                key: format!("w:{people}"),
                name: format!("les {}s", capital(people)),
                kind: PartyKind::Group,
            })
        };
        if let Some((kind, code)) = phrase.state_at(lexicon, 0) {
            let is_adjective = kind == StateName::Demonym && !head.is_capital;
            return (!is_adjective).then(|| Party::state(lexicon, code));
        }
        if let Some(party) = people(&head.word) {
            return Some(party);
        }
        let (for_state, for_group) = (lexicon.acts_for_state(&noun), lexicon.acts_for_group(&noun));
        if !for_state && !for_group {
            return self.adjective_of_group(&head.word, steps);
        }
        if let Some(leader) = &phrase.led_by {
            return self.of_member(leader, None, steps);
        }
        for (at, word) in phrase.words.iter().enumerate().skip(1) {
            let other = singular(&word.word);
            if is_place_noun(&other)
                || (lexicon.is_people(&other) && !lexicon.acts_for_group(&other) && !for_group)
            {
                return None;
            }
            if for_group {
                let covers = |span: &CharSpan| span.start <= word.start && word.start < span.end;
                let named = self.names_in(phrase.span()).find(|(span, _)| covers(span));
                if let Some((_, mention)) = named.filter(|(_, mention)| self.is_group(*mention)) {
                    let party = self.of_referent(mention, steps)?;
                    return Some(Party { kind: group_kind(party.kind), ..party });
                }
                if let Some(party) = self.adjective_of_group(&word.word, steps) {
                    return Some(party);
                }
            }
            if let Some((_, code)) = phrase.state_at(lexicon, at).filter(|_| for_state && !is_fighter(&noun))
            {
                return Some(Party::state(lexicon, code));
            }
            if let Some(party) = people(&word.word) {
                return Some(party);
            }
        }
        self.adjective_of_group(&head.word, steps)
    }

    /// `daechistes`: a name of this article with an ending.
    fn adjective_of_group(&self, word: &str, steps: u8) -> Option<Party> {
        let stem = singular(word);
        let stem = ["iste", "ien", "ienne", "iquiste"].iter().find_map(|ending| stem.strip_suffix(ending))?;
        if stem.chars().count() < 4 {
            return None;
        }
        let found = self.named.iter().find(|(span, _)| {
            let name = self.document.text.slice(*span).unwrap_or_default();
            name.len() < 40 && fold(name) == stem
        })?;
        self.of_referent(found.1, steps).map(|party| Party { kind: group_kind(party.kind), ..party })
    }

    /// The party of the one that a mention refers to. Of a name inside the words that it refers to (*Orion* of *la brigade
    /// Orion*) the way would lead back: it ends behind `steps`.
    fn of_referent(&self, mention: usize, steps: u8) -> Option<Party> {
        let referent = self.document.referent(mention);
        let found = &self.document.extraction.mentions[referent];
        if found.kind == MentionKind::Pronoun {
            return None;
        }
        let words = self.document.words(&found.span);
        let folded = fold(&words);
        if let Some((_, code)) = self.lexicon.state(bare(&folded)) {
            return Some(Party::state(self.lexicon, code));
        }
        if referent != mention && steps > 0 {
            let members = self.members(&found.span);
            if let Some(party) = members.first().and_then(|phrase| self.whose(phrase, steps - 1)) {
                return Some(party);
            }
        }
        if let Some(entity) = self.names.entity(referent) {
            let kind = match entity.kind.as_str() {
                "state" => match &entity.country {
                    Some(code) => return Some(Party::state(self.lexicon, code)),
                    None => PartyKind::State,
                },
                "person" => PartyKind::Person,
                "place" => PartyKind::Place,
                "group" => PartyKind::Group,
                "organisation" | "outlet" => PartyKind::Organisation,
                "other" if found.label == "MISC" => PartyKind::Group,
                _ => PartyKind::Thing,
            };
            if kind == PartyKind::Person
                && let Some((StateName::Leader, code)) =
                    last_word(&folded).and_then(|name| self.lexicon.state(name))
            {
                return Some(Party::state(self.lexicon, code));
            }
            if let Some((_, code)) =
                self.lexicon.state(bare(&fold(&entity.name))).filter(|_| kind != PartyKind::Place)
            {
                return Some(Party::state(self.lexicon, code));
            }
            // The gazetteer has its own spellings of places.
            let is_listed = kind == PartyKind::Place && entity.country.is_some();
            let name = if is_listed { words } else { entity.name };
            return Some(Party { key: format!("e:{}", entity.id), name, kind });
        }
        None
    }
}

/// Nouns for a government as a whole, that one article uses of one state.
fn is_government(noun: &str) -> bool {
    const GOVERNMENTS: &[&str] = &["regime", "gouvernement", "pouvoir", "armee", "autorite", "president"];
    GOVERNMENTS.contains(&noun)
}

/// Nouns for those who fight for no state.
fn is_fighter(noun: &str) -> bool {
    const FIGHTERS: &[&str] = &[
        "terroriste",
        "djihadiste",
        "jihadiste",
        "combattant",
        "militant",
        "milicien",
        "rebelle",
        "insurge",
        "extremiste",
        "islamiste",
        "separatiste",
        "maquisard",
        "guerillero",
    ];
    FIGHTERS.contains(&noun)
}

/// Nouns for people who act together without a name.
fn is_band(noun: &str) -> bool {
    matches!(
        noun,
        "opposition"
            | "rebelle"
            | "insurge"
            | "milice"
            | "milicien"
            | "rebellion"
            | "insurrection"
            | "tribu"
            | "faction"
    )
}

/// Nouns for members of a group that its name need not stand with.
fn is_member(noun: &str) -> bool {
    is_fighter(noun) || matches!(noun, "convoi" | "chef" | "cadre" | "membre" | "kamikaze")
}

/// `les chefs de la ville de X`: X is no group.
fn is_place_noun(noun: &str) -> bool {
    const PLACES: &[&str] =
        &["ville", "region", "province", "village", "quartier", "district", "desert", "localite"];
    PLACES.contains(&noun)
}

fn group_kind(kind: PartyKind) -> PartyKind {
    match kind {
        PartyKind::Thing | PartyKind::Place | PartyKind::Organisation => PartyKind::Group,
        kind => kind,
    }
}

/// The value that most of the article's words agree on.
fn agreed<T: Ord>(votes: BTreeMap<T, usize>) -> Option<T> {
    let n_votes: usize = votes.values().sum();
    let (value, n) = votes.into_iter().max_by_key(|(_, n)| *n)?;
    (n as f64 >= AGREEMENT * n_votes as f64).then_some(value)
}

/// *VASTREL* as *Vastrel*; acronyms stay.
fn in_small(name: &str) -> String {
    let is_loud =
        name.chars().count() > 4 && name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if !is_loud {
        return name.to_owned();
    }
    let words: Vec<String> = name.split(' ').map(|word| capital(&word.to_lowercase())).collect();
    words.join(" ")
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A folded name without its article.
fn bare(folded: &str) -> &str {
    ["la ", "le ", "les ", "l "].iter().find_map(|article| folded.strip_prefix(article)).unwrap_or(folded)
}

fn last_word(folded: &str) -> Option<&str> {
    folded.rsplit(' ').next()
}
