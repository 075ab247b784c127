//! Entities as far as names alone tell.
//!
//! Two names are one entity where an article itself says so (they are mentions of one referent there), or
//! where they are spelt the same but for case, accents and punctuation. That is the whole of it: spellings
//! that differ, descriptions and capitals that stand for governments are left apart.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::tables::counted;
use crate::{Case, CaseError, EntityId, Filter, Folded, MentionId};

/// Somebody or something, under the names that the articles give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Made from the type and the names.
    pub id: EntityId,
    /// The commonest name.
    pub name: String,
    /// `person`, `place`, `organisation` or `other`: what the pipeline takes most of its names for.
    pub kind: &'static str,
    /// Its names, commonest first.
    pub names: Vec<EntityName>,
}

/// A name, as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityName {
    /// The words.
    pub text: String,
    /// How often.
    pub count: u64,
    /// In which documents, sorted.
    pub docs: Vec<String>,
}

struct Named {
    first: MentionId,
    words: String,
    label: String,
    doc: String,
}

impl Case {
    /// The entities, commonest first, and to which of them a mention belongs, by the first mention of its
    /// referent.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn entities(
        &self,
        all_versions: bool,
    ) -> Result<(Vec<Entity>, HashMap<MentionId, EntityId>), CaseError> {
        let filter = Filter { all_versions, ..Filter::default() };
        let named = self.filtered(include_str!("../sql/query/names.sql"), &filter, |row| {
            Ok(Named {
                first: MentionId::stored(row.get(0)?),
                words: row.get(1)?,
                label: row.get(2)?,
                doc: row.get(3)?,
            })
        })?;
        let mut groups = Groups::default();
        let of_named: Vec<usize> = named
            .iter()
            .map(|named| {
                let spelling = groups.of_spelling(Folded::new(&named.words));
                let referent = groups.of_referent(&named.first);
                groups.join(spelling, referent);
                spelling
            })
            .collect();
        let mut members: BTreeMap<usize, Vec<&Named>> = BTreeMap::new();
        for (named, group) in named.iter().zip(of_named) {
            members.entry(groups.root(group)).or_default().push(named);
        }
        let mut of_mention = HashMap::new();
        let mut entities = Vec::new();
        for named in members.values() {
            let entity = Entity::of(named);
            of_mention.extend(named.iter().map(|named| (named.first.clone(), entity.id.clone())));
            entities.push(entity);
        }
        entities.sort_by_cached_key(|entity| {
            let count: u64 = entity.names.iter().map(|name| name.count).sum();
            (std::cmp::Reverse(count), entity.id.clone())
        });
        Ok((entities, of_mention))
    }
}

impl Entity {
    fn of(named: &[&Named]) -> Self {
        let names: Vec<_> = counted(named.iter().map(|named| &named.words))
            .into_iter()
            .map(|(text, count)| {
                let docs: BTreeSet<_> =
                    named.iter().filter(|named| named.words == text).map(|named| named.doc.clone()).collect();
                EntityName { text, count, docs: docs.into_iter().collect() }
            })
            .collect();
        let labels = counted(named.iter().map(|named| &named.label));
        let kind = match labels.first().map(|(label, _)| label.as_str()) {
            Some("PER") => "person",
            Some("LOC" | "GPE") => "place",
            Some("ORG") => "organisation",
            _ => "other",
        };
        let spellings: BTreeSet<_> = names.iter().map(|name| Folded::new(&name.text)).collect();
        let mut parts = vec![kind];
        parts.extend(spellings.iter().map(Folded::as_str));
        Self { id: EntityId::of(&parts), name: names[0].text.clone(), kind, names }
    }
}

/// Disjoint sets of spellings and referents.
#[derive(Default)]
struct Groups {
    parents: Vec<usize>,
    spellings: HashMap<Folded, usize>,
    referents: HashMap<MentionId, usize>,
}

impl Groups {
    fn of_spelling(&mut self, spelling: Folded) -> usize {
        let parents = &mut self.parents;
        *self.spellings.entry(spelling).or_insert_with(|| grow(parents))
    }

    fn of_referent(&mut self, first: &MentionId) -> usize {
        let parents = &mut self.parents;
        *self.referents.entry(first.clone()).or_insert_with(|| grow(parents))
    }

    fn root(&mut self, mut group: usize) -> usize {
        while self.parents[group] != group {
            self.parents[group] = self.parents[self.parents[group]];
            group = self.parents[group];
        }
        group
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parents[a.max(b)] = a.min(b);
    }
}

fn grow(parents: &mut Vec<usize>) -> usize {
    parents.push(parents.len());
    parents.len() - 1
}
