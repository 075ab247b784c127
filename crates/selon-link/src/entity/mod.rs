//! Entities: who and what articles name, under all their names.
//!
//! **Inside an article** ([`names_of`]) each mention is read by itself first: by the word lists (countries, their
//! institutions, groups, organisations, media, persons), then by the gazetteer, else as a name that no list knows.
//! Names of one article meet by spelling, by an acronym that a sentence introduces, by surname; descriptions take
//! the name of the chain they stand in. Each step has its [`Reason`].
//!
//! **Between articles** names of the lists and the gazetteer meet by their entry. All others meet in blocks of
//! names with the same consonants ([`blocks_of`]), and [`links_of_block`] joins two where [`compare`] finds them
//! spellings of one, or where a surname has only one bearer in the case. The links of a block depend on the names
//! in it and on nothing else, so the order of articles does not count, and one more article touches the blocks of
//! its own names.
//!
//! **Apart on purpose.** A country's land, its government, its army and its other institutions; a group and its
//! fighters; `FDS` and `forces kurdes`, unless an article equates them.
//!
//! Cost: linear in the mentions of an article; a block is compared pair by pair up to [`MOST_COMPARED`] names.

mod acronym;
mod compare;
mod document;
mod doubt;
pub mod gazetteer;
mod group;
mod known;
mod phrase;
mod skeleton;
mod usage;
mod words;

use selon_text::word_set;

pub use document::{DocumentNames, Equation, Form, Named, names_of};
pub use doubt::{Doubt, differing_words, doubt};
pub use group::{BlockName, Link, MOST_COMPARED, blocks_of, links_of_block, main_type};
pub use known::{Entry, Place};

word_set! {
    /// What an entity is.
    EntityType {
        /// One human being, or an office that one holds.
        Person = "person",
        /// People who act together: armed groups, movements, armies, peoples.
        Group = "group",
        /// A state and its government.
        State = "state",
        /// An organisation, an institution, a company.
        Organisation = "organisation",
        /// A news medium.
        Outlet = "outlet",
        /// A place.
        Place = "place",
        /// A thing that was made.
        Artefact = "artefact",
        /// What could not be told.
        Other = "other",
    }
}

word_set! {
    /// Why a name stands for an entity, or two names are one.
    Reason {
        /// The same spelling but for case, accents, punctuation and articles.
        SameSpelling = "same spelling",
        /// Another spelling or transcription of a name.
        OtherSpelling = "other spelling",
        /// An acronym that the article introduces.
        Acronym = "acronym introduced in the article",
        /// Another name that the article gives for the same.
        OtherName = "other name given in the article",
        /// A name of the word lists.
        Listed = "listed name",
        /// A listed name behind a noun that says what it names.
        KindAndName = "listed name behind its kind",
        /// A place of the gazetteer.
        Gazetteer = "gazetteer",
        /// An institution of a country, by what it is called.
        Institution = "institution of a country",
        /// A capital, a building or a people that stands for its government.
        Metonym = "stands for a government",
        /// The office of somebody whom the article names.
        Office = "office held by",
        /// A person's last name, where nobody else is called so.
        Surname = "surname",
        /// The article goes on about somebody it has named.
        Coreference = "coreference in the article",
        /// The analyst says so.
        Judgement = "judgement",
    }
}

/// The key of a name in the gazetteer.
pub fn place_name_key(name: &str) -> String {
    words::folded_name(name)
}

/// The key of the entry of the lists that a name stands for by itself.
pub fn entry_key(name: &str) -> Option<String> {
    group::entry_of(name, EntityType::Other)
}

/// The name of a country (ISO 3166-1 alpha-2) in French and in English, as the lists have it.
pub fn country_name(code: &str) -> Option<(&'static str, &'static str)> {
    known::Known::lists().country(code)
}

/// The English name of the country that is called `french` in French, with or without its article.
pub fn country_in_english(french: &str) -> Option<&'static str> {
    known::Known::lists().country_in_english(french)
}

/// The key of a place's country and consonants in the gazetteer.
pub fn place_sound_key(country: &str, name: &str) -> String {
    format!("{country}{}", skeleton::skeleton(&words::folded_name(name)))
}

/// True where two names are names of one thing as far as names alone tell: by the word lists, else by their
/// spelling as names of a `kind` of entity.
pub fn same_name(a: &str, b: &str, kind: EntityType) -> bool {
    group::same_name(a, b, kind)
}
