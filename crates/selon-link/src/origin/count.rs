//! Counting: on how many articles, outlets and independent origins a set of claims rests.
//!
//! 1. Each claim's words are followed through the passages that documents share ([`super::groups`]). Articles that
//!    run one text are one article: the one that the others have it from, or whom they credit.
//! 2. A chain ends in its last voice that can be told from others. A named voice is an origin wherever it is heard.
//!    Unnamed ones are an origin of the relay that reports them, all of them one. A recording or picture is its
//!    holder's. Where the article says it in its own voice, its outlet is the origin, and no source is given.
//! 3. An outlet that is cited, and whose own article is among those counted, is followed on to where that has it
//!    from; a circle is one origin.
//! 4. Claims in the same words are one utterance and have one origin.
//! 5. Origins are independent where no relay is the only way to both.
//!
//! Cost: linear in the claims and the passages that their words lead to, but for the pairs of claims within one
//! document.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use selon_extract::SourceKind;

use super::groups::{Groups, Sets, SharedText};
use super::reason::{Collapse, Reason};
use super::{ArticleCard, Chain, ChainVoice, Reuse, outlet_key};

/// Where counting finds articles and what they share.
pub trait Shelf {
    /// What goes wrong.
    type Error;

    /// The card of a document.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn card(&mut self, document: &str) -> Result<Option<ArticleCard>, Self::Error>;

    /// What the document shares with others: copies, excerpts and translations in whichever of the two places it
    /// stands, quotations where it is [`Reuse::document`]. So a quotation that thousands share leads from each to the
    /// few with which all were compared, and not from these to all.
    ///
    /// # Errors
    /// Where it cannot be read.
    fn reuse_of(&mut self, document: &str) -> Result<Vec<Rc<Reuse>>, Self::Error>;
}

/// What kind of end a chain has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OriginKind {
    /// A named voice.
    Voice,
    /// An outlet that is cited or credited.
    Outlet,
    /// A recording, picture or paper whose holder is not named.
    Artefact,
    /// Unnamed voices, by their relay.
    Anonymous,
    /// Outlets that have it from each other.
    Circular,
    /// The article's own voice: no source is given.
    NoSource,
}

impl OriginKind {
    /// The word as it leaves the program.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Voice => "voice",
            Self::Outlet => "outlet",
            Self::Artefact => "artefact",
            Self::Anonymous => "anonymous",
            Self::Circular => "circular",
            Self::NoSource => "no_source_given",
        }
    }
}

/// Where chains end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The same for the same origin wherever it is counted.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: OriginKind,
    /// Ids of the claims that end there, sorted.
    pub claims: Vec<String>,
    /// Names of the relays that are the only way to it, sorted.
    pub only_through: Vec<String>,
}

/// Whether two claims are independent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Independence {
    /// Different origins, and no relay is the only way to both.
    Independent,
    /// One origin.
    Dependent,
    /// Not known: one relay alone reports both, or an article gives no source.
    Unknown,
}

/// On what a set of claims rests.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OriginCount {
    /// Number of articles.
    pub n_articles: usize,
    /// Number of outlets; an article whose outlet is not known counts as one.
    pub n_outlets: usize,
    /// Number of independent origins: those that only one relay reports count once.
    pub n_independent: usize,
    /// Where the chains end, by key.
    pub origins: Vec<Origin>,
    /// What was counted once, and why.
    pub collapses: Vec<Collapse>,
}

impl OriginCount {
    /// Number of origins that give no source.
    pub fn n_without_source(&self) -> usize {
        self.origins.iter().filter(|origin| origin.kind == OriginKind::NoSource).count()
    }

    /// The origin of a claim.
    pub fn origin_of(&self, claim: &str) -> Option<&Origin> {
        self.origins.iter().find(|origin| origin.claims.iter().any(|id| id == claim))
    }

    /// Whether two of the claims are independent; `None` where one is not among those counted.
    pub fn independence(&self, a: &str, b: &str) -> Option<Independence> {
        let (a, b) = (self.origin_of(a)?, self.origin_of(b)?);
        let is_open = |origin: &Origin| origin.kind == OriginKind::NoSource;
        Some(if a.key == b.key {
            if is_open(a) { Independence::Unknown } else { Independence::Dependent }
        } else if is_open(a) || is_open(b) || a.only_through.iter().any(|r| b.only_through.contains(r)) {
            Independence::Unknown
        } else {
            Independence::Independent
        })
    }
}

/// Counts articles, outlets and independent origins of the claims at the ends of `chains`.
///
/// # Errors
/// Those of the shelf.
pub fn count<S: Shelf>(chains: &[Chain], shelf: &mut S) -> Result<OriginCount, S::Error> {
    let mut groups = Groups::of(chains, shelf)?;
    let texts = groups.texts();
    let utterances = groups.utterances();
    let mut cards: HashMap<String, ArticleCard> = HashMap::new();
    for document in texts.iter().flat_map(|text| &text.documents).chain(chains.iter().map(|c| &c.document)) {
        if !cards.contains_key(document) {
            let card = shelf.card(document)?.unwrap_or_default();
            cards.insert(document.clone(), ArticleCard { id: document.clone(), ..card });
        }
    }
    Ok(Counting {
        chains,
        texts,
        utterances,
        cards,
        names: BTreeMap::new(),
        stand_for: BTreeMap::new(),
        collapses: BTreeMap::new(),
    }
    .run())
}

/// Where the text of an article comes from.
#[derive(Clone, Debug)]
struct Base {
    key: String,
    name: String,
    is_credited: bool,
}

/// Where a chain ends.
#[derive(Clone, Debug)]
struct End {
    key: String,
    name: String,
    kind: OriginKind,
    /// Keys of the article's text and of the outlets on the way.
    relays: BTreeSet<String>,
    /// The outlet that is cited last, where the chain ends in it.
    cited: Option<String>,
}

struct Counting<'a> {
    chains: &'a [Chain],
    texts: Vec<Rc<SharedText>>,
    utterances: Vec<usize>,
    cards: HashMap<String, ArticleCard>,
    /// Of keys of relays.
    names: BTreeMap<String, String>,
    /// Outlets that run a text of another's: whom they stand for where somebody cites them.
    stand_for: BTreeMap<String, String>,
    collapses: BTreeMap<Reason, BTreeSet<String>>,
}

impl Counting<'_> {
    fn run(mut self) -> OriginCount {
        let bases: Vec<Base> = (0..self.chains.len()).map(|chain| self.base(chain)).collect();
        // Who has a text of its own besides stands for itself.
        for base in &bases {
            self.stand_for.remove(&base.key);
        }
        let mut ends: Vec<End> = (0..self.chains.len()).map(|chain| self.end(chain, &bases[chain])).collect();
        self.follow_cited_outlets(&bases, &mut ends);
        self.join_utterances(&mut ends);
        self.note_shared_ends(&bases, &ends);
        let (origins, n_independent) = self.origins(&ends);
        let documents: BTreeSet<_> = self.chains.iter().map(|chain| &chain.document).collect();
        let outlets: BTreeSet<_> = documents.iter().map(|id| own_key(&self.cards[*id])).collect();
        OriginCount {
            n_articles: documents.len(),
            n_outlets: outlets.len(),
            n_independent,
            origins,
            collapses: self
                .collapses
                .into_iter()
                .map(|(reason, claims)| Collapse { claims: claims.into_iter().collect(), reason })
                .collect(),
        }
    }

    fn note(&mut self, reason: Reason, chains: impl IntoIterator<Item = usize>) {
        let claims = chains.into_iter().map(|chain| self.chains[chain].claim.clone());
        self.collapses.entry(reason).or_default().extend(claims);
    }

    fn card_name(&self, document: &str) -> String {
        self.cards[document].name().to_owned()
    }

    /// Where the text that a chain stands in comes from: whom its documents credit, else the document that the
    /// others have it from.
    fn base(&mut self, chain: usize) -> Base {
        let document = self.chains[chain].document.clone();
        let text = self.texts[chain].clone();
        self.note_text(chain, &document, &text);
        let members: BTreeSet<String> = text.documents.iter().map(|id| own_key(&self.cards[id])).collect();
        let roots: Vec<String> = text.roots().into_iter().cloned().collect();
        let credits = |id: &String| -> Vec<(String, String, String)> {
            let credited = self.cards[id].credits.iter().flat_map(|credit| split_credit(credit));
            credited
                .map(|name| (format!("o:{}", outlet_key(&name)), name, id.clone()))
                .filter(|(key, ..)| !members.contains(key))
                .collect()
        };
        let mut credited: Vec<_> = roots.iter().flat_map(credits).collect();
        if credited.is_empty() {
            credited = text.documents.iter().flat_map(credits).collect();
        }
        let base = if credited.is_empty() {
            let root = &self.cards[&roots[0]];
            Base { key: own_key(root), name: root.name().to_owned(), is_credited: false }
        } else {
            for (_, credited, by) in &credited {
                let name = self.card_name(by);
                self.note(Reason::Credit { document: by.clone(), name, credited: credited.clone() }, [chain]);
            }
            let by_key: BTreeMap<String, String> =
                credited.into_iter().map(|(key, name, _)| (key, name)).collect();
            let key = by_key.keys().cloned().collect::<Vec<_>>().join("+");
            let name = by_key.values().cloned().collect::<Vec<_>>().join(" / ");
            Base { key, name, is_credited: true }
        };
        self.names.insert(base.key.clone(), base.name.clone());
        let others = members.into_iter().filter(|member| *member != base.key);
        self.stand_for.extend(others.map(|member| (member, base.key.clone())));
        base
    }

    fn note_text(&mut self, chain: usize, document: &str, text: &SharedText) {
        let Some(reuse) = text.source_of(document) else { return };
        let of_document = reuse.document == document;
        let source = reuse.partner(document).to_owned();
        let reason = Reason::Text {
            name: self.card_name(document),
            source_name: self.card_name(&source),
            document: document.to_owned(),
            source,
            kind: reuse.kind,
            ground: reuse.ground,
            n_words: reuse.n_words,
            share: if of_document { reuse.share } else { reuse.other_share },
        };
        self.note(reason, [chain]);
    }

    fn end(&mut self, at: usize, base: &Base) -> End {
        let chain = &self.chains[at];
        let own = own_key(&self.cards[&chain.document]);
        let mut relays = BTreeSet::from([base.key.clone()]);
        // An outlet that names itself is the article's own voice.
        let voices: Vec<&ChainVoice> =
            chain.voices.iter().filter(|voice| !is_outlet(voice) || voice_key(voice) != own).collect();
        let key_of = |voice: &ChainVoice| {
            let key = voice_key(voice);
            self.stand_for.get(&key).cloned().unwrap_or(key)
        };
        let names: Vec<(String, String)> = voices
            .iter()
            .filter(|voice| is_outlet(voice))
            .map(|voice| (key_of(voice), voice.name.clone()))
            .collect();
        let n_named = voices.iter().rposition(|voice| voice.is_named()).map_or(0, |last| last + 1);
        let innermost = voices.last().copied().cloned();
        let relay = voices[..n_named].last().map(|voice| (key_of(voice), voice.name.clone()));
        let held = chain.held;
        for (key, name) in names {
            self.names.entry(key.clone()).or_insert(name);
            relays.insert(key);
        }
        let Some(innermost) = innermost else {
            let kind = if base.is_credited { OriginKind::Outlet } else { OriginKind::NoSource };
            let (key, name) = (base.key.clone(), base.name.clone());
            return End { key, name, kind, relays, cited: None };
        };
        if innermost.is_named() || (innermost.is_artefact() && relay.is_some()) {
            let (key, name) = relay.unwrap_or_else(|| (voice_key(&innermost), innermost.name.clone()));
            if held {
                let reason = Reason::Held { artefact: innermost.name.clone(), holder: name.clone() };
                self.note(reason, [at]);
            }
            let is_outlet = key.starts_with("o:");
            let kind = if is_outlet { OriginKind::Outlet } else { OriginKind::Voice };
            // The outlet is where the chain ends, no relay on the way to somewhere else.
            let cited = is_outlet.then(|| key.clone());
            return End { key, name, kind, relays, cited };
        }
        let (relay_key, relay_name) = relay.unwrap_or_else(|| (base.key.clone(), base.name.clone()));
        self.names.entry(relay_key.clone()).or_insert_with(|| relay_name.clone());
        relays.insert(relay_key.clone());
        let (mark, kind) = if innermost.is_artefact() {
            (format!("t:{}", innermost.kind.as_str()), OriginKind::Artefact)
        } else {
            ("a".to_owned(), OriginKind::Anonymous)
        };
        let words = if innermost.name.is_empty() { "an unnamed voice" } else { &innermost.name };
        let name = format!("{words}, through {relay_name}");
        End { key: format!("{mark}:{relay_key}"), name, kind, relays, cited: None }
    }

    /// An outlet that is cited, and has it from elsewhere itself, is followed to there.
    fn follow_cited_outlets(&mut self, bases: &[Base], ends: &mut [End]) {
        let mut ends_of: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
        for (at, base) in bases.iter().enumerate() {
            ends_of.entry(&base.key).or_default().entry(ends[at].key.clone()).or_insert(at);
        }
        // An outlet whose claims all end in one place that is not itself.
        let next = |key: &str| {
            let found = ends_of.get(key).filter(|found| found.len() == 1)?;
            found.iter().next().filter(|(end, _)| end.as_str() != key).map(|(_, at)| *at)
        };
        let mut changed: Vec<(usize, End, Reason)> = Vec::new();
        for (at, end) in ends.iter().enumerate() {
            let Some(outlet) = &end.cited else { continue };
            let mut met = vec![outlet.clone()];
            let mut here = end.clone();
            let mut is_circle = false;
            while let Some(found) = next(&here.key) {
                here = End { relays: &here.relays | &ends[found].relays, ..ends[found].clone() };
                if let Some(from) = met.iter().position(|key| *key == here.key) {
                    met.drain(..from);
                    is_circle = true;
                    break;
                }
                met.push(here.key.clone());
            }
            let name = self.card_name(&self.chains[at].document);
            if is_circle {
                met.sort();
                let mut outlets: Vec<_> = met.iter().map(|key| self.name_of(key)).collect();
                outlets.sort();
                let (kind, cited) = (OriginKind::Circular, None);
                let circle = outlets.join(" / ");
                let key = format!("circle:{}", met.join("+"));
                let reason = Reason::Circular { outlets };
                changed.push((at, End { key, name: circle, kind, relays: here.relays, cited }, reason));
            } else if here.key != end.key {
                let reason = Reason::Cited { name, outlet: end.name.clone(), from: Some(here.name.clone()) };
                changed.push((at, here, reason));
            } else if ends_of.contains_key(end.key.as_str()) {
                let reason = Reason::Cited { name, outlet: end.name.clone(), from: None };
                changed.push((at, end.clone(), reason));
            }
        }
        for (at, end, reason) in changed {
            ends[at] = end;
            self.note(reason, [at]);
        }
        // An article that credits several outlets adds none to those that are counted already.
        let keys: BTreeSet<String> = ends.iter().map(|end| end.key.clone()).collect();
        for end in ends.iter_mut().filter(|end| end.key.contains('+') && end.kind == OriginKind::Outlet) {
            if let Some(key) = end.key.split('+').find(|key| keys.contains(*key)) {
                (end.key, end.name) = (key.to_owned(), self.names.get(key).cloned().unwrap_or_default());
            }
        }
    }

    fn name_of(&self, key: &str) -> String {
        self.names.get(key).cloned().unwrap_or_else(|| key.trim_start_matches("o:").to_owned())
    }

    /// The same words have the same origin: the one that tells most.
    fn join_utterances(&mut self, ends: &mut [End]) {
        let mut by_utterance: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, &utterance) in self.utterances.iter().enumerate() {
            by_utterance.entry(utterance).or_default().push(at);
        }
        for chains in by_utterance.into_values().filter(|chains| chains.len() > 1) {
            let best = chains.iter().copied().min_by_key(|&at| (ends[at].kind, ends[at].key.clone()));
            let Some(best) = best else { continue };
            let documents: BTreeSet<&String> = chains.iter().map(|&at| &self.chains[at].document).collect();
            let is_one_text = chains
                .iter()
                .all(|&at| documents.iter().all(|document| self.texts[at].documents.contains(*document)));
            let changes = chains.iter().any(|&at| ends[at].key != ends[best].key);
            let end = ends[best].clone();
            for &at in &chains {
                let relays = std::mem::take(&mut ends[at].relays);
                ends[at] = End { relays, ..end.clone() };
            }
            if !is_one_text && documents.len() > 1 && changes {
                let articles = documents.iter().map(|id| self.card_name(id)).collect::<BTreeSet<_>>();
                let voice = if end.kind == OriginKind::Voice { end.name } else { String::new() };
                let reason = Reason::Quotation { articles: articles.into_iter().collect(), voice };
                self.note(reason, chains);
            }
        }
    }

    /// Several articles' texts that end in one place.
    fn note_shared_ends(&mut self, bases: &[Base], ends: &[End]) {
        let mut by_end: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, end) in ends.iter().enumerate() {
            by_end.entry(&end.key).or_default().push(at);
        }
        for chains in by_end.into_values() {
            let end = &ends[chains[0]];
            let texts: BTreeSet<&str> = chains.iter().map(|&at| bases[at].key.as_str()).collect();
            let documents: BTreeSet<&String> = chains.iter().map(|&at| &self.chains[at].document).collect();
            let articles: BTreeSet<String> = documents.iter().map(|id| self.card_name(id)).collect();
            let articles: Vec<String> = articles.into_iter().collect();
            match end.kind {
                OriginKind::Voice if texts.len() > 1 => {
                    let voice = end.name.clone();
                    self.note(Reason::SameVoice { voice, articles }, chains);
                }
                OriginKind::Outlet if texts.len() > 1 => {
                    let outlet = end.name.clone();
                    let relayed: Vec<usize> =
                        chains.iter().copied().filter(|&at| bases[at].key != end.key).collect();
                    if relayed.len() > 1 {
                        self.note(Reason::SameVoice { voice: outlet, articles }, chains);
                    }
                }
                OriginKind::NoSource if documents.len() > 1 => {
                    let is_one_text =
                        documents.iter().all(|id| self.texts[chains[0]].documents.contains(*id));
                    if !is_one_text {
                        let outlet = end.name.clone();
                        self.note(Reason::SameOutlet { outlet }, chains);
                    }
                }
                OriginKind::Anonymous => {
                    let voices: BTreeSet<String> = chains
                        .iter()
                        .filter_map(|&at| self.chains[at].voices.last())
                        .map(|voice| voice.name.clone())
                        .filter(|name| !name.is_empty())
                        .collect();
                    if voices.len() > 1 {
                        let relay = end.key.split_once(':').map_or("", |(_, relay)| relay);
                        let relay = self.name_of(relay);
                        let voices = voices.into_iter().collect();
                        self.note(Reason::Anonymous { relay, voices }, chains);
                    }
                }
                _ => {}
            }
        }
    }

    /// The origins, and how many are left when those that share an only relay are counted once.
    fn origins(&mut self, ends: &[End]) -> (Vec<Origin>, usize) {
        let mut by_key: BTreeMap<String, (End, BTreeSet<String>)> = BTreeMap::new();
        for (chain, end) in self.chains.iter().zip(ends) {
            // Who is an origin himself is a way to it that nobody can go round.
            let with_itself = || {
                let mut end = end.clone();
                end.relays.insert(end.key.clone());
                (end, BTreeSet::new())
            };
            let (first, claims) = by_key.entry(end.key.clone()).or_insert_with(with_itself);
            let mut relays = end.relays.clone();
            relays.insert(end.key.clone());
            first.relays = &first.relays & &relays;
            if end.name < first.name {
                first.name = end.name.clone();
            }
            claims.insert(chain.claim.clone());
        }
        let found: Vec<(End, BTreeSet<String>)> = by_key.into_values().collect();
        let mut sets = Sets::with(found.len());
        let mut by_relay: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, (end, _)) in found.iter().enumerate() {
            for relay in &end.relays {
                by_relay.entry(relay).or_default().push(at);
            }
        }
        for (relay, origins) in by_relay.iter().filter(|(_, origins)| origins.len() > 1) {
            for &origin in origins {
                sets.join(origins[0], origin);
            }
            let names: BTreeSet<String> = origins.iter().map(|&at| found[at].0.name.clone()).collect();
            let reason =
                Reason::OneRelay { relay: self.name_of(relay), origins: names.into_iter().collect() };
            let claims = origins.iter().flat_map(|&at| found[at].1.iter().cloned());
            self.collapses.entry(reason).or_default().extend(claims);
        }
        let n_independent = (0..found.len()).map(|at| sets.root(at)).collect::<BTreeSet<_>>().len();
        let origin = |(end, claims): &(End, BTreeSet<String>)| {
            let relays = end.relays.iter().filter(|relay| **relay != end.key);
            let only_through: BTreeSet<String> = relays.map(|relay| self.name_of(relay)).collect();
            Origin {
                key: end.key.clone(),
                name: end.name.clone(),
                kind: end.kind,
                claims: claims.iter().cloned().collect(),
                only_through: only_through.into_iter().collect(),
            }
        };
        (found.iter().map(origin).collect(), n_independent)
    }
}

/// The key of an article's own voice.
fn own_key(card: &ArticleCard) -> String {
    card.outlet
        .as_ref()
        .map_or_else(|| format!("d:{}", card.id), |outlet| format!("o:{}", outlet_key(outlet)))
}

fn is_outlet(voice: &ChainVoice) -> bool {
    voice.kind == SourceKind::Outlet && !voice.name.is_empty()
}

fn voice_key(voice: &ChainVoice) -> String {
    if is_outlet(voice) { format!("o:{}", outlet_key(&voice.name)) } else { format!("v:{}", voice.key()) }
}

/// *AFP et Reuters* credits two.
fn split_credit(credited: &str) -> Vec<String> {
    let parts = credited.replace(" et ", "\u{0}").replace(" and ", "\u{0}").replace(['/', ','], "\u{0}");
    let names: Vec<String> =
        parts.split('\u{0}').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    // Only known outlets are taken apart: *Terre et Mer* is one.
    let all_known = names.iter().all(|name| selon_page::outlet_by_name(name).is_some());
    if names.len() > 1 && all_known { names } else { vec![credited.to_owned()] }
}
