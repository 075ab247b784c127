//! What extraction yields. All spans are scalar values of the article's text.

use selon_text::{CharSpan, word_set};

word_set! {
    /// How much of a content stands in quotation marks.
    Kind {
        /// All of it.
        Direct = "direct",
        /// None of it.
        Indirect = "indirect",
        /// Some of it.
        Mixed = "mixed",
    }
}

word_set! {
    /// How the source stands to the content.
    Stance {
        /// Says so.
        Asserts = "asserts",
        /// Says that it is not so.
        Denies = "denies",
        /// Wants it done, with authority.
        Orders = "orders",
        /// Asks, calls for, proposes.
        Asks = "asks",
        /// Promises, threatens, commits.
        Intends = "intends",
        /// Believes, assumes.
        Supposes = "supposes",
    }
}

word_set! {
    /// What kind of source it is.
    SourceKind {
        /// A named person.
        Person = "person",
        /// A named office, or a spokesman speaking for it.
        Official = "official",
        /// A state, a government, or a capital that stands for it.
        State = "state",
        /// An organisation.
        Organisation = "organisation",
        /// A news medium.
        Outlet = "outlet",
        /// A single unnamed person.
        Anonymous = "anonymous",
        /// Observers, experts, local sources.
        Group = "group",
        /// A document.
        Document = "document",
        /// A photo or a video.
        Image = "image",
        /// Recordings, intercepted messages.
        Intercept = "intercept",
        /// Nobody is named.
        Unknown = "unknown",
    }
}

word_set! {
    /// Whether a claim says that something is so.
    Polarity {
        /// It is so.
        Affirmed = "affirmed",
        /// It is not so.
        Denied = "denied",
    }
}

word_set! {
    /// In which mode a claim is made.
    Modality {
        /// As a fact.
        Asserted = "asserted",
        /// The writer keeps a distance.
        Hedged = "hedged",
        /// As possible.
        Possible = "possible",
        /// As a duty.
        Obliged = "obliged",
        /// As a plan or will.
        Intended = "intended",
        /// As a question or demand.
        Asked = "asked",
    }
}

word_set! {
    /// Event types of the PLOVER ontology (Open Event Data Alliance, 2023).
    #[allow(missing_docs)]
    Event {
        Agree = "AGREE",
        Consult = "CONSULT",
        Support = "SUPPORT",
        Cooperate = "COOPERATE",
        Aid = "AID",
        Yield = "YIELD",
        Request = "REQUEST",
        Accuse = "ACCUSE",
        Reject = "REJECT",
        Threaten = "THREATEN",
        Protest = "PROTEST",
        Sanction = "SANCTION",
        Mobilize = "MOBILIZE",
        Coerce = "COERCE",
        Assault = "ASSAULT",
    }
}

word_set! {
    /// What a claim is said to rest on.
    #[allow(missing_docs)]
    EvidenceKind {
        Intercept = "intercept",
        Photo = "photo",
        Video = "video",
        Document = "document",
        Eyewitness = "eyewitness",
        OfficialStatement = "official_statement",
        Dataset = "dataset",
        Anonymous = "anonymous",
        PhysicalObject = "physical_object",
    }
}

word_set! {
    /// How a mention names its referent.
    MentionKind {
        /// By name.
        Name = "name",
        /// By a noun phrase without a name.
        Description = "description",
        /// By a pronoun or a possessive.
        Pronoun = "pronoun",
    }
}

/// Who is said to say what: source, cue and content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// Who it is attributed to; empty where nobody is named.
    pub source: Vec<CharSpan>,
    /// The words that make it an attribution; empty where only quotation marks do.
    pub cue: Vec<CharSpan>,
    /// All that is attributed; never empty.
    pub content: Vec<CharSpan>,
    /// Index in [`Extraction::attributions`] of the innermost attribution whose content holds this one.
    pub parent: Option<usize>,
    /// Direct, indirect or mixed.
    pub kind: Kind,
    /// How the source stands to the content.
    pub stance: Stance,
    /// The reporting writer keeps a distance.
    pub hedged: bool,
    /// What kind of source it is.
    pub source_kind: SourceKind,
    /// The rule that fired.
    pub rule: &'static str,
}

/// A span that refers to somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The whole noun phrase.
    pub span: Vec<CharSpan>,
    /// Name, description or pronoun.
    pub kind: MentionKind,
    /// Index in [`Extraction::mentions`] of the mention that stands for the referent, the first of its chain; `None`
    /// for that one itself and for mentions left open. It stands later in the text only for a first person in a
    /// quotation whose speaker is named behind it.
    pub antecedent: Option<usize>,
    /// The pipeline's entity type of a name (`PER`, `LOC`, `ORG`, `MISC`); empty for others.
    pub label: String,
}

/// A participant of a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// The words, without the preposition; of a coordination all members.
    pub span: Vec<CharSpan>,
    /// Index in [`Extraction::mentions`] of the mention that the words are; of a coordination the first member, of
    /// `des centaines de combattants` the combatants.
    pub mention: Option<usize>,
}

/// What a claim predicates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// The words.
    pub span: Vec<CharSpan>,
    /// Base form, with the support verb or noun where they make one predicate (`prendre pour cible`).
    pub lemma: String,
    /// The type of event, where the predicate is in the lexicon.
    pub event: Option<Event>,
}

/// A time as written and, where it could be resolved, as a calendar interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Time {
    /// The words.
    pub span: Vec<CharSpan>,
    /// First day or moment, ISO 8601; `None` where it cannot be resolved or is open.
    pub from: Option<String>,
    /// Last day or moment.
    pub to: Option<String>,
}

/// A quantity with its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The words, with the unit noun.
    pub span: Vec<CharSpan>,
    /// Least value.
    pub min: Option<f64>,
    /// Greatest value; `None` where it is open.
    pub max: Option<f64>,
    /// The words say that the figure is rough.
    pub approximate: bool,
    /// The noun that is counted, or `%`.
    pub unit: Option<String>,
}

/// One link of a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voice {
    /// The words; empty for the article itself.
    pub span: Vec<CharSpan>,
    /// Index in [`Extraction::mentions`].
    pub mention: Option<usize>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// The attribution that brings this voice in; `None` for the article or outlet at the head.
    pub attribution: Option<usize>,
}

/// What a claim is said to rest on, with the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The kind.
    pub kind: EvidenceKind,
    /// The words that name it.
    pub span: Vec<CharSpan>,
}

/// One clause read as predicate and roles.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// Index in [`Extraction::attributions`] of the innermost attribution whose content holds the claim.
    pub attribution: Option<usize>,
    /// The clause.
    pub span: Vec<CharSpan>,
    /// What is predicated.
    pub predicate: Predicate,
    /// Who does it.
    pub agent: Option<Role>,
    /// Who or what it is done to.
    pub patient: Option<Role>,
    /// To whom.
    pub recipient: Option<Role>,
    /// Where.
    pub place: Option<Role>,
    /// When.
    pub time: Option<Time>,
    /// How many.
    pub quantities: Vec<Quantity>,
    /// Affirmed or denied.
    pub polarity: Polarity,
    /// In which mode.
    pub modality: Modality,
    /// From the outlet or article to the voice closest to the fact.
    pub voices: Vec<Voice>,
    /// What it is said to rest on.
    pub evidence: Vec<Evidence>,
}

/// All that is extracted from one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    /// In text order of their contents; a parent may stand before or behind its children.
    pub attributions: Vec<Attribution>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// In text order.
    pub claims: Vec<Claim>,
}
