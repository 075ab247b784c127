//! What the classes and ids of an element say that it holds.
//!
//! The names are data, `lang/containers.txt`. Cost: linear in the class and id; a set look-up a piece.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::tree::{NodeId, Tree};

/// Pieces of one class or id that are looked at.
const MAX_PIECES: usize = 40;

struct Names {
    whole: HashSet<&'static str>,
    starts: Vec<&'static str>,
    /// Names of several pieces, joined by hyphens.
    joined: HashSet<&'static str>,
}

static BOILERPLATE: LazyLock<Names> =
    LazyLock::new(|| Names::read(include_str!("../../lang/containers.txt"), "boilerplate"));

static LEAD: LazyLock<Names> =
    LazyLock::new(|| Names::read(include_str!("../../lang/containers.txt"), "lead"));

impl Names {
    fn read(file: &'static str, wanted: &str) -> Self {
        let mut names = Self { whole: HashSet::new(), starts: Vec::new(), joined: HashSet::new() };
        let mut section = "";
        for line in file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")) {
            if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name;
            } else if section == wanted {
                match line.strip_suffix('*') {
                    Some(start) => names.starts.push(start),
                    None if line.contains('-') => _ = names.joined.insert(line),
                    None => _ = names.whole.insert(line),
                }
            }
        }
        names
    }

    fn has(&self, name: &str) -> bool {
        let pieces = pieces(name);
        let is_one = |piece: &String| {
            self.whole.contains(piece.as_str()) || self.starts.iter().any(|start| piece.starts_with(start))
        };
        let is_joined =
            |n: usize| pieces.windows(n).any(|pieces| self.joined.contains(pieces.join("-").as_str()));
        pieces.iter().any(is_one) || is_joined(2) || is_joined(3)
    }
}

/// True where a class or the id says that an element holds something beside the article.
pub(crate) fn is_boilerplate(tree: &Tree, id: NodeId) -> bool {
    names_of(tree, id).any(|name| BOILERPLATE.has(name))
}

/// True where a class or the id says that an element holds the standfirst.
pub(crate) fn is_lead(tree: &Tree, id: NodeId) -> bool {
    names_of(tree, id).any(|name| LEAD.has(name))
}

/// True where an element is called a teaser, which is a link to another article or the head of this one.
pub(crate) fn is_teaser(tree: &Tree, id: NodeId) -> bool {
    names_of(tree, id).any(|name| pieces(name).iter().any(|piece| piece.starts_with("teaser")))
}

/// The classes and the id of an element.
pub(crate) fn names_of<'a>(tree: &Tree<'a>, id: NodeId) -> impl Iterator<Item = &'a str> + use<'a> {
    let named = tree
        .attributes(id)
        .filter(|(name, _)| name.eq_ignore_ascii_case("class") || name.eq_ignore_ascii_case("id"));
    named.flat_map(|(_, value)| value.split_ascii_whitespace()).take(MAX_PIECES)
}

/// The pieces of a name, lower case: `postShareBox-2` is `post`, `share`, `box`.
pub(crate) fn pieces(name: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut is_open = false;
    let mut was_lower = false;
    for c in name.chars().take(200) {
        if !c.is_ascii_alphabetic() {
            is_open = false;
            was_lower = false;
            continue;
        }
        if !is_open || (was_lower && c.is_ascii_uppercase()) {
            if pieces.len() == MAX_PIECES {
                break;
            }
            pieces.push(String::new());
        }
        is_open = true;
        was_lower = c.is_ascii_lowercase();
        if let Some(piece) = pieces.last_mut() {
            piece.push(c.to_ascii_lowercase());
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_their_look_alikes() {
        for (name, is_one) in [
            ("postShareBox", true),
            ("related-posts-2", true),
            ("lireAussi", true),
            ("article__newsletter", true),
            ("read", false),
            ("article-body", false),
            ("header", false),
            ("loading", false),
        ] {
            assert_eq!(BOILERPLATE.has(name), is_one, "{name}");
        }
        assert_eq!(pieces("postShareBox-2"), ["post", "share", "box"]);
    }
}
