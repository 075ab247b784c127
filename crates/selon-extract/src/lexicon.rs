//! The word lists under `lang/`, read once.
//!
//! A list is a table: `#` lines explain it, the first other line names its columns, tabs part them. A list that
//! does not follow its own header is a bug of the program, found by the tests that read them all.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::conjugation::first_conjugation;
use crate::record::{SourceKind, Stance};

/// The constructions in which a cue takes its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Frame {
    /// Cue of a quotation, before, inside or behind it.
    Quote,
    /// `que P`.
    Que,
    /// `si P`, `comment P`, `pourquoi P`.
    Wh,
    /// Bare infinitive: `dit combattre`.
    Inf,
    /// `promet de`.
    DeInf,
    /// `s'engage à`.
    AInf,
    /// `ordonne à X de`: the addressee stays outside.
    AXDeInf,
    /// `appelle X à`.
    XAInf,
    /// `somme X de`.
    XDeInf,
    /// A nominal object that names an event or a state.
    Obj,
    DeN,
    AN,
    SurN,
    PourN,
    ContreN,
    EnN,
    ParN,
    AvecN,
    EnversN,
    /// `accuse X de Y`: both are content.
    XDe,
    /// `considère X comme Y`.
    XComme,
    /// `critique X pour Y`.
    XPour,
    /// `impute X à Y`.
    XA,
    /// `on voit X entrer`.
    XInf,
    /// `il ressort de X que P`.
    ImpersQue,
    /// `qualifie X de Y`.
    XDePred,
    /// `juge X inacceptable`.
    XAdj,
    /// `se dit prêt`.
    Adj,
    /// `X est soupçonné de Y`.
    PassXDe,
    /// `selon lequel`.
    Selon,
}

impl Frame {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "quote" => Frame::Quote,
            "que" => Frame::Que,
            "wh" => Frame::Wh,
            "inf" => Frame::Inf,
            "de_inf" => Frame::DeInf,
            "a_inf" => Frame::AInf,
            "a_x_de_inf" => Frame::AXDeInf,
            "x_a_inf" => Frame::XAInf,
            "x_de_inf" => Frame::XDeInf,
            "obj" => Frame::Obj,
            "de_n" => Frame::DeN,
            "a_n" => Frame::AN,
            "sur_n" => Frame::SurN,
            "pour_n" => Frame::PourN,
            "contre_n" => Frame::ContreN,
            "en_n" => Frame::EnN,
            "par_n" => Frame::ParN,
            "avec_n" => Frame::AvecN,
            "envers_n" => Frame::EnversN,
            "x_de" => Frame::XDe,
            "x_comme" => Frame::XComme,
            "x_pour" => Frame::XPour,
            "x_a" => Frame::XA,
            "x_inf" => Frame::XInf,
            "impers_que" => Frame::ImpersQue,
            "x_de_pred" => Frame::XDePred,
            "x_adj" => Frame::XAdj,
            "adj" => Frame::Adj,
            "pass_x_de" => Frame::PassXDe,
            "selon" => Frame::Selon,
            _ => return None,
        })
    }
}

/// What kind of act a cue names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    Speech,
    Writing,
    Belief,
    Knowledge,
    Perception,
    Showing,
    Order,
    Request,
    Promise,
    Accusation,
    Denial,
    Evaluation,
    Emotion,
}

impl Class {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "speech" => Class::Speech,
            "writing" => Class::Writing,
            "belief" => Class::Belief,
            "knowledge" => Class::Knowledge,
            "perception" => Class::Perception,
            "showing" => Class::Showing,
            "order" => Class::Order,
            "request" => Class::Request,
            "promise" => Class::Promise,
            "accusation" => Class::Accusation,
            "denial" => Class::Denial,
            "evaluation" => Class::Evaluation,
            "emotion" => Class::Emotion,
            _ => return None,
        })
    }
}

/// One cue word with its constructions.
#[derive(Clone, Debug)]
pub(crate) struct Cue {
    /// The head word's lemma.
    pub lemma: &'static str,
    /// The other words of a locution, in order; empty for a single word.
    pub rest: Vec<&'static str>,
    /// Only with this pronoun in front: `en vouloir à`, `y voir`.
    pub clitic: Option<&'static str>,
    /// Only with a reflexive pronoun.
    pub reflexive: bool,
    frames: u32,
    stance: Stance,
    stance_of: Vec<(Frame, Stance)>,
    pub hedged: bool,
    pub class: Class,
    ambiguity: u8,
    ambiguity_of: Vec<(Frame, u8)>,
}

impl Cue {
    /// How often the word is no cue in that construction: 0 seldom, 1 sometimes, 2 often.
    pub(crate) fn ambiguity(&self, frame: Frame) -> u8 {
        self.ambiguity_of.iter().find(|(of, _)| *of == frame).map_or(self.ambiguity, |&(_, level)| level)
    }

    pub(crate) fn takes(&self, frame: Frame) -> bool {
        self.frames & (1 << frame as u32) != 0
    }

    pub(crate) fn takes_any(&self, frames: &[Frame]) -> bool {
        frames.iter().any(|&frame| self.takes(frame))
    }

    /// The stance in that construction.
    pub(crate) fn stance(&self, frame: Frame) -> Stance {
        self.stance_of.iter().find(|(of, _)| *of == frame).map_or(self.stance, |&(_, stance)| stance)
    }
}

/// Cues by the lemma of their head word.
pub(crate) type Cues = HashMap<&'static str, Vec<Cue>>;

/// A noun that names sources.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SourceNoun {
    pub singular: SourceKind,
    pub plural: SourceKind,
}

/// A phrase that introduces a source, `d'après`.
#[derive(Clone, Debug)]
pub(crate) struct Introducer {
    /// Its words in lower case, with straight apostrophes, as the tokenizer parts them.
    pub words: Vec<String>,
    pub stance: Stance,
    pub hedged: bool,
    pub ambiguity: u8,
}

/// A name that stands for a state, a capital or a building.
#[derive(Clone, Copy, Debug)]
pub(crate) struct StateName {
    pub source_kind: SourceKind,
    pub is_demonym: bool,
}

/// A form that the pipeline is known to misread.
struct Misread {
    /// The parts of speech that it is known to give, with commas between.
    pos: &'static str,
    lemma: &'static str,
    /// Always so, or only where the place calls for a verb.
    always: bool,
}

/// All lists of one language.
pub(crate) struct Lexicon {
    pub verbs: Cues,
    pub adjectives: Cues,
    pub nouns: Cues,
    pub source_nouns: HashMap<String, SourceNoun>,
    /// By their first word.
    pub introducers: HashMap<String, Vec<Introducer>>,
    /// Adverbs and adjectives that keep a distance from what they stand by: `prétendument`, `présumé`.
    pub hedges: HashSet<&'static str>,
    pub states: HashMap<String, StateName>,
    pub outlets: HashMap<String, ()>,
    /// Regular forms of the verbs, for where the lemmatizer leaves them as they are.
    pub verb_forms: HashMap<String, &'static str>,
    misread: HashMap<&'static str, Vec<Misread>>,
}

impl Lexicon {
    /// The right lemma of a form that the pipeline misreads, and whether it always does where it gives this part of
    /// speech; else only a place that calls for a verb makes it one.
    pub(crate) fn misread(&self, form: &str, pos: &str) -> Option<(&'static str, bool)> {
        let fixes = self.misread.get(form)?;
        let exact = fixes.iter().find(|fix| fix.pos.split(',').any(|known| known == pos));
        exact.map(|fix| (fix.lemma, fix.always)).or_else(|| fixes.first().map(|fix| (fix.lemma, false)))
    }

    /// The kind of source that a noun of this lemma is.
    pub(crate) fn source_noun(&self, lemma: &str) -> Option<&SourceNoun> {
        let found = self.source_nouns.get(lemma);
        // A plain lemma is spelt as the list spells it; names and phrases may not be.
        let plain = !lemma.contains([' ', '’', 'ʼ']) && !lemma.contains(char::is_uppercase);
        if found.is_some() || plain { found } else { self.source_nouns.get(&name_key(lemma)) }
    }

    /// The state, capital or building of this name.
    pub(crate) fn state(&self, name: &str) -> Option<&StateName> {
        self.states.get(&name_key(name))
    }

    /// A news medium of this name.
    pub(crate) fn is_outlet(&self, name: &str) -> bool {
        self.outlets.contains_key(&name_key(name))
    }
}

/// The French lists.
pub(crate) static FRENCH: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut verbs = Cues::default();
    for row in Table::of(include_str!("../lang/fr/verbs.tsv")) {
        add(&mut verbs, cue(&row));
    }
    for row in Table::of(include_str!("../lang/fr/locutions.tsv")) {
        add(&mut verbs, cue(&row));
    }
    let mut adjectives = Cues::default();
    for row in Table::of(include_str!("../lang/fr/adjectives.tsv")) {
        add(&mut adjectives, cue(&row));
    }
    let mut nouns = Cues::default();
    for row in Table::of(include_str!("../lang/fr/nouns.tsv")) {
        add(&mut nouns, cue(&row));
    }
    let mut misread: HashMap<&'static str, Vec<Misread>> = HashMap::default();
    for row in Table::of(include_str!("../lang/fr/lemma_fixes.tsv")) {
        let fix = Misread { pos: row.get("pos"), lemma: row.get("lemma"), always: row.get("use") == "yes" };
        misread.entry(row.get("form")).or_default().push(fix);
    }
    let verb_forms = first_conjugation(verbs.keys().copied().collect::<Vec<_>>().into_iter());
    let phrases = Table::of(include_str!("../lang/fr/prepositions.tsv"))
        .map(|row| introducer(&row))
        // What names a statement behind « selon » is the source itself: « selon la version de X ».
        .filter(|phrase| phrase.words.len() == 1 || phrase.words[0] != "selon")
        // « à la demande de X » names an act of X's, not what X says.
        .filter(|phrase| matches!(phrase.stance, Stance::Asserts | Stance::Supposes));
    let mut introducers: HashMap<String, Vec<Introducer>> = HashMap::default();
    for phrase in phrases {
        introducers.entry(phrase.words[0].clone()).or_default().push(phrase);
    }
    Lexicon {
        verbs,
        verb_forms,
        adjectives,
        nouns,
        source_nouns: Table::of(include_str!("../lang/fr/source_nouns.tsv"))
            .flat_map(|row| {
                let singular = source_kind(row.get("kind"));
                let plural = match row.get("plural_kind") {
                    "" | "-" => singular,
                    name => source_kind(name),
                };
                // With its accents, as lemmas have them, and without, as capitals lack them.
                let lemma = row.get("lemma");
                [lemma.to_lowercase(), name_key(lemma)].map(|key| (key, SourceNoun { singular, plural }))
            })
            .collect(),
        introducers,
        hedges: Table::of(include_str!("../lang/fr/hedges.tsv"))
            .filter(|row| row.get("effect") == "hedged")
            // Other adjectives of the list are hedges only as predicates, or are ordinary words besides (« dit »).
            .filter(|row| {
                row.get("pos") == "adv" || matches!(row.get("words"), "présumé" | "prétendu" | "allégué")
            })
            .map(|row| row.get("words"))
            .filter(|words| !words.contains([' ', '\'']))
            .collect(),
        states: Table::of(include_str!("../lang/fr/states_capitals.tsv"))
            .map(|row| {
                let name = name_key(row.get("name"));
                let is_demonym = row.get("kind") == "demonym";
                (name, StateName { source_kind: source_kind(row.get("source_kind")), is_demonym })
            })
            .collect(),
        outlets: Table::of(include_str!("../lang/fr/outlets_names.tsv"))
            .map(|row| (name_key(row.get("name")), ()))
            .collect(),
        misread,
    }
});

/// A name of a state, of its capital or seat of power, or its adjective of origin, as it stands in French.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownState {
    /// The words; countries and buildings with their article.
    pub name: &'static str,
    /// `country`, `capital`, `building` or `demonym`.
    pub kind: &'static str,
    /// ISO 3166-1 alpha-2, several with a comma where the name is shared; `-` where there is none.
    pub code: &'static str,
}

/// The states whose names this crate knows, for those who link articles.
pub fn known_states() -> impl Iterator<Item = KnownState> {
    Table::of(include_str!("../lang/fr/states_capitals.tsv")).map(|row| KnownState {
        name: row.get("name"),
        kind: row.get("kind"),
        code: row.get("code"),
    })
}

fn add(cues: &mut Cues, cue: Cue) {
    cues.entry(cue.lemma).or_default().push(cue);
}

fn cue(row: &Row) -> Cue {
    let frames = row.get("frames").split(',').map(str::trim).filter(|name| !name.is_empty());
    let frames = frames.filter_map(Frame::from_name).fold(0, |set, frame| set | 1 << frame as u32);
    let (stance, stance_of) = by_frame(row, row.get("stance"), Stance::from_name);
    let (ambiguity, ambiguity_of) = by_frame(row, row.get("ambiguity"), level);
    Cue {
        lemma: if row.get("lemma").is_empty() { row.get("verb") } else { row.get("lemma") },
        rest: row.get("rest").split(' ').filter(|word| !word.is_empty() && *word != "-").collect(),
        clitic: row.get("clitics").split(' ').find(|word| matches!(*word, "en" | "y")),
        reflexive: row.get("refl") == "se" || row.get("clitics").split(' ').any(|word| word == "se"),
        frames,
        stance,
        stance_of,
        hedged: row.get("hedged") == "yes",
        class: row.expect(Class::from_name(row.get("class")), row.get("class")),
        ambiguity,
        ambiguity_of,
    }
}

/// Reads `value;frame=value;…`.
fn by_frame<T>(row: &Row, cell: &str, read: fn(&str) -> Option<T>) -> (T, Vec<(Frame, T)>) {
    let mut parts = cell.split(';');
    let first = parts.next().unwrap_or_default();
    let rest = parts
        .filter_map(|part| {
            let (frame, value) = part.split_once('=').unwrap_or((part, ""));
            Frame::from_name(frame).map(|frame| (frame, row.expect(read(value), part)))
        })
        .collect();
    (row.expect(read(first), first), rest)
}

fn level(name: &str) -> Option<u8> {
    ["low", "medium", "high"].iter().position(|&level| level == name).map(|level| level as u8)
}

fn introducer(row: &Row) -> Introducer {
    Introducer {
        words: split_words(row.get("words")),
        stance: row.expect(Stance::from_name(row.get("stance")), row.get("stance")),
        hedged: row.get("hedged") == "yes",
        ambiguity: row.expect(level(row.get("ambiguity")), row.get("ambiguity")),
    }
}

/// Parts a phrase where the tokenizer does: at spaces and behind apostrophes.
fn split_words(words: &str) -> Vec<String> {
    let words = words.to_lowercase().replace('’', "'").replace('\'', "' ");
    words.split_whitespace().map(str::to_owned).collect()
}

/// A name as lists and texts are compared by: lower case, without article and accents, with straight apostrophes.
pub(crate) fn name_key(name: &str) -> String {
    let lower = name.to_lowercase().replace(['’', 'ʼ'], "'");
    let bare =
        ["le ", "la ", "les ", "l'"].iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    bare.chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

fn source_kind(name: &str) -> SourceKind {
    SourceKind::from_name(name).unwrap_or_else(|| panic!("expected a source kind, found {name:?}"))
}

/// A word list, row by row.
struct Table {
    columns: Vec<&'static str>,
    lines: Box<dyn Iterator<Item = (usize, &'static str)>>,
}

impl Table {
    fn of(text: &'static str) -> Self {
        let mut lines =
            text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty());
        let columns = lines.next().map_or(Vec::new(), |(_, line)| line.split('\t').collect());
        Self { columns, lines: Box::new(lines) }
    }
}

impl Iterator for Table {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let (number, line) = self.lines.next()?;
        Some(Row {
            cells: self.columns.iter().copied().zip(line.split('\t')).collect(),
            number: number + 1,
            line,
        })
    }
}

struct Row {
    cells: Vec<(&'static str, &'static str)>,
    number: usize,
    line: &'static str,
}

impl Row {
    /// The cell of a column; empty where the list has no such column.
    fn get(&self, column: &str) -> &'static str {
        self.cells.iter().find(|(name, _)| *name == column).map_or("", |(_, cell)| cell.trim())
    }

    fn expect<T>(&self, value: Option<T>, found: &str) -> T {
        value.unwrap_or_else(|| panic!("line {}: {found:?} is no known code: {}", self.number, self.line))
    }
}

/// Twelve hexadecimal digits that change with any word of any list: what was read with other lists can be told.
pub fn lexicon_version() -> String {
    const LISTS: [&str; 15] = [
        include_str!("../lang/fr/adjectives.tsv"),
        include_str!("../lang/fr/descriptions.tsv"),
        include_str!("../lang/fr/events.tsv"),
        include_str!("../lang/fr/evidence.tsv"),
        include_str!("../lang/fr/hedges.tsv"),
        include_str!("../lang/fr/lemma_fixes.tsv"),
        include_str!("../lang/fr/light_verbs.tsv"),
        include_str!("../lang/fr/locutions.tsv"),
        include_str!("../lang/fr/nominalisations.tsv"),
        include_str!("../lang/fr/nouns.tsv"),
        include_str!("../lang/fr/outlets_names.tsv"),
        include_str!("../lang/fr/prepositions.tsv"),
        include_str!("../lang/fr/source_nouns.tsv"),
        include_str!("../lang/fr/states_capitals.tsv"),
        include_str!("../lang/fr/verbs.tsv"),
    ];
    let mut digest = selon_text::Sha256::of(LISTS.concat().as_bytes()).to_string();
    digest.truncate(12);
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every row of every list has its codes; a list with a bad row panics when it is read.
    #[test]
    fn the_lists_are_read_whole() {
        assert!(FRENCH.verbs.len() > 800, "{} verbs", FRENCH.verbs.len());
        assert!(FRENCH.nouns.len() > 250, "{} nouns", FRENCH.nouns.len());
        assert!(FRENCH.adjectives.len() > 90, "{} adjectives", FRENCH.adjectives.len());
        assert!(
            FRENCH.introducers.values().flatten().count() > 80,
            "{} introducers",
            FRENCH.introducers.len()
        );
        assert!(FRENCH.source_noun("porte-parole").is_some_and(|noun| noun.singular == SourceKind::Official));
        assert!(FRENCH.state("l'Élysée").is_some_and(|state| state.source_kind == SourceKind::Official));
        assert!(FRENCH.is_outlet("Le Monde"));
    }

    #[test]
    fn frames_are_known_wherever_a_list_names_them() {
        for list in [
            include_str!("../lang/fr/verbs.tsv"),
            include_str!("../lang/fr/nouns.tsv"),
            include_str!("../lang/fr/adjectives.tsv"),
        ] {
            for row in Table::of(list) {
                for frame in row.get("frames").split(',').map(str::trim).filter(|frame| !frame.is_empty()) {
                    assert!(Frame::from_name(frame).is_some(), "line {}: {frame}", row.number);
                }
            }
        }
    }

    #[test]
    fn the_version_has_twelve_digits() {
        assert_eq!(lexicon_version().len(), 12);
    }
}
