//! Forms of regular verbs, back to their infinitive.
//!
//! The pipeline's lemmatizer leaves many present forms as they are where the form is a noun too (`estime`,
//! `réclame`, `note`). The first conjugation is regular enough to go back by rule: each form of a listed verb
//! in the third person, the participles and the past forms (Grevisse, *Le bon usage*, § 789 ff.).

use rustc_hash::FxHashMap as HashMap;

/// Infinitives in *-er* by their forms in the third person.
pub(crate) fn first_conjugation<'a>(infinitives: impl Iterator<Item = &'a str>) -> HashMap<String, &'a str> {
    const ENDINGS: [&str; 17] = [
        "e", "ent", "ait", "aient", "a", "èrent", "era", "eront", "erait", "eraient", "ant", "é", "ée", "és",
        "ées", "es", "ons",
    ];
    let mut forms = HashMap::default();
    for infinitive in infinitives {
        let Some(stem) = infinitive.strip_suffix("er") else { continue };
        for ending in ENDINGS {
            for stem in stems(stem, ending) {
                forms.insert(format!("{stem}{ending}"), infinitive);
            }
        }
    }
    forms
}

/// The stem before an ending: *ç* and *ge* before *a* and *o*, open *è* and doubled consonants before a mute *e*.
fn stems(stem: &str, ending: &str) -> Vec<String> {
    let mut found = vec![stem.to_owned()];
    let broad = ending.starts_with(['a', 'o']);
    let mute = matches!(ending, "e" | "ent" | "es" | "era" | "eront" | "erait" | "eraient");
    if broad {
        if let Some(rest) = stem.strip_suffix('c') {
            return vec![format!("{rest}ç")];
        }
        if stem.ends_with('g') {
            return vec![format!("{stem}e")];
        }
    }
    if mute {
        let mut chars: Vec<char> = stem.chars().collect();
        if let Some(vowel) =
            chars.iter().rposition(|c| "aeiouyéèêâîô".contains(*c)).filter(|&v| v + 1 < chars.len())
        {
            match chars[vowel] {
                'é' => {
                    chars[vowel] = 'è';
                    found.push(chars.iter().collect());
                }
                'e' if chars.len() - vowel == 2 => {
                    found.push(format!("{stem}{}", chars[vowel + 1]));
                    chars[vowel] = 'è';
                    found.push(chars.iter().collect());
                }
                _ => {}
            }
        }
        if let Some(rest) = stem.strip_suffix('y') {
            found.push(format!("{rest}i"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_go_back_to_their_verbs() {
        let verbs = ["estimer", "annoncer", "juger", "appeler", "préciser", "révéler", "réclamer", "appuyer"];
        let forms = first_conjugation(verbs.into_iter());
        for (form, verb) in [
            ("estime", "estimer"),
            ("annonçait", "annoncer"),
            ("jugeant", "juger"),
            ("appelle", "appeler"),
            ("révèlent", "révéler"),
            ("réclame", "réclamer"),
            ("appuie", "appuyer"),
        ] {
            assert_eq!(forms.get(form), Some(&verb), "{form}");
        }
        assert_eq!(forms.get("fer"), None);
    }
}
