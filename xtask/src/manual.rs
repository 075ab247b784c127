//! `cargo manual`: writes `docs/rules.md` from the table of rules and the headers of the claims' modules.

use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result};
use selon_extract::rules::{RULES, Rule};

use crate::root;

const PAGE: &str = "docs/rules.md";

/// What claims are made of, and the modules whose headers say how.
const CLAIMS: [(&str, &str); 8] = [
    ("Clauses", "claims/clause/mod.rs"),
    ("Events that a noun names", "claims/nominal.rs"),
    ("Roles", "claims/roles.rs"),
    ("Polarity and modality", "claims/modality.rs"),
    ("Voices and evidence", "claims/voices.rs"),
    ("Times", "time/mod.rs"),
    ("Quantities", "quantity/mod.rs"),
    ("Mentions", "mention/mod.rs"),
];

/// Writes the page.
pub fn write() -> Result<bool> {
    fs::write(root().join(PAGE), page()?)?;
    Ok(true)
}

/// Whether the page is current.
pub fn check() -> Result<bool> {
    let is_current = fs::read_to_string(root().join(PAGE)).unwrap_or_default() == page()?;
    if !is_current {
        eprintln!("manual: {PAGE} is out of date: cargo manual writes it");
    }
    Ok(is_current)
}

fn page() -> Result<String> {
    let mut page = "\
# Rules

Made by `cargo manual` from the table of rules and the headers of the modules; tests run each example below and \
compare this page with its sources.

Each attribution names the rule that found it: `selon read --explain` shows it beside the words and the parse, and \
records have it as `rule`. All sentences here are invented. The content that a rule finds is **bold**.

"
    .to_owned();
    for rule in RULES {
        writeln!(page, "- `{}`: {}", rule.name, rule.finds)?;
    }
    page += "\n## Attributions\n";
    for rule in RULES {
        section(&mut page, rule)?;
    }
    page += "\n## Claims\n\nClaims name no rule. What each is made of is found as follows.\n";
    for (title, path) in CLAIMS {
        let code = fs::read_to_string(root().join("crates/selon-extract/src").join(path))
            .with_context(|| format!("reading {path}"))?;
        write!(page, "\n### {title}\n\n{}\n", header(&code))?;
    }
    Ok(page)
}

fn section(page: &mut String, rule: &Rule) -> Result<()> {
    write!(page, "\n### {}\n\nFinds {}.\n\n{}\n\nFires in:\n\n", rule.name, rule.finds, rule.why)?;
    for (text, content) in rule.fires {
        writeln!(page, "- {}", lines(&marked(text, content)))?;
    }
    page.push_str("\nDoes not fire in:\n\n");
    for text in rule.look_alikes {
        writeln!(page, "- {}", lines(text))?;
    }
    Ok(())
}

/// A text of several lines in one item of a list.
fn lines(text: &str) -> String {
    text.replace('\n', " / ")
}

/// The text with the pieces of the content in bold.
fn marked(text: &str, content: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    for piece in content.split(" … ") {
        if let Some((before, behind)) = rest.split_once(piece) {
            shown += &format!("{before}**{piece}**");
            rest = behind;
        }
    }
    shown + rest
}

/// The header of a module as a section: its first sentence as the paragraph, links of code as plain code.
fn header(code: &str) -> String {
    let lines = code.lines().map_while(|line| line.strip_prefix("//!"));
    let text: Vec<&str> = lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    text.join("\n").replace("[`", "`").replace("`]", "`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_is_current() {
        assert!(check().unwrap(), "{PAGE} is out of date: cargo manual writes it");
    }

    #[test]
    fn contents_are_marked_piece_by_piece() {
        assert_eq!(marked("« A, dit-il. B »", "A … B"), "« **A**, dit-il. **B** »");
    }

    #[test]
    fn headers_lose_their_comment_marks() {
        assert_eq!(header("//! Times.\n//!\n//! See [`Expr`].\nmod a;"), "Times.\n\nSee `Expr`.");
    }
}
