//! Outlets under one key, whatever article or noun stands in front of their name.

use selon_page::{outlet_by_domain, outlet_by_name};

use selon_text::fold;

/// Words that stand in front of an outlet's name without being part of it, folded.
const LEADS: &[&str] = &[
    "l",
    "le",
    "la",
    "les",
    "the",
    "agence",
    "journal",
    "quotidien",
    "site",
    "chaine",
    "radio",
    "presse",
    "de",
];

/// The key of an outlet: the same for the names and domains that the list of outlets has of it; of others the
/// name without case, accents, and a leading article or noun.
///
/// ```
/// use selon_link::origin::outlet_key;
///
/// assert_eq!(outlet_key("presstv.ir"), outlet_key("Press TV"));
/// assert_eq!(outlet_key("le site Sentinelle du fleuve"), outlet_key("Sentinelle du fleuve"));
/// assert_ne!(outlet_key("La Gazette du Nord"), outlet_key("La Gazette du Sud"));
/// ```
pub fn outlet_key(name: &str) -> String {
    let listed = outlet_by_name(name).or_else(|| outlet_by_domain(name));
    let name = fold(listed.map_or(name, |outlet| outlet.name));
    let mut rest = name.as_str();
    while let Some((lead, behind)) = rest.split_once(' ') {
        if !LEADS.contains(&lead) {
            break;
        }
        rest = behind;
    }
    rest.to_owned()
}

/// True for a line that credits who translated the page: he is no source of it.
pub fn credits_translator(line: &str) -> bool {
    let line = fold(line);
    ["traduction", "traduit", "traduite", "trad", "translation", "translated"]
        .iter()
        .any(|word| line.split(' ').next() == Some(word) || line.split(' ').nth(1) == Some(word))
}
