//! The language of a body, or that it cannot be told.
//!
//! `whichlang` chooses among sixteen languages and always chooses one. So its word is checked: the larger
//! European languages must show the small words that any running text of theirs is full of
//! (`lang/function-words.tsv`), which Romanian or Latin text does not; a script that it does not know gets no
//! label; Persian and Ukrainian, which share a script with a language that it does know, are told by letters
//! of their own.
//! Where a page mixes languages the label is that of most of what is looked at.
//!
//! Cost: at most [`SAMPLE`] bytes are looked at.

use std::collections::HashSet;
use std::sync::LazyLock;

use whichlang::Lang;

use crate::phrase::fold;

/// Bytes of body looked at: more does not change the answer.
const SAMPLE: usize = 8 * 1024;

/// Fewer letters than this are a name or a headline, of which the classifier knows the language in two cases
/// of three only.
const MIN_LETTERS: usize = 30;

/// Share of small words that a text of these languages has at least. 26 French news texts have 0.39 to 0.47
/// French ones. Of 181 pages of a public benchmark the English ones have 0.18 and more English ones, those in
/// other languages less than 0.08.
const MIN_SHARE: f32 = 0.12;

/// BCP 47 language of the lines, or `None` where there is too little text or nothing is sure.
pub(crate) fn detect<'a>(lines: impl Iterator<Item = &'a str>) -> Option<&'static str> {
    let mut sample = String::new();
    for line in lines {
        if sample.len() + line.len() > SAMPLE {
            let mut end = SAMPLE.saturating_sub(sample.len()).min(line.len());
            while !line.is_char_boundary(end) {
                end -= 1;
            }
            sample.push_str(&line[..end]);
            break;
        }
        sample.push_str(line);
        sample.push('\n');
    }
    let n_letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    let of = |in_script: fn(char) -> bool| sample.chars().filter(|c| in_script(*c)).count();
    let n_compact = of(is_cjk);
    if n_letters + 3 * n_compact < MIN_LETTERS {
        return None;
    }
    let share = |n: usize| n as f32 / n_letters as f32;
    let mostly = |n: usize| share(n) > 0.5;
    if mostly(of(|c| matches!(c, '\u{600}'..='\u{6ff}' | '\u{fb50}'..='\u{feff}'))) {
        return Some(if share(of(|c| "پچژگ".contains(c))) > 0.01 { "fa" } else { "ar" });
    }
    if mostly(of(|c| matches!(c, '\u{400}'..='\u{4ff}'))) {
        let n_ukrainian = of(|c| "іїєґІЇЄҐ".contains(c));
        return Some(if share(n_ukrainian) > 0.01 { "uk" } else { "ru" });
    }
    let language = code(whichlang::detect_language(&sample));
    if mostly(of(|c| matches!(c, 'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'))) {
        let is_sure = SMALL_WORDS.iter().find(|(of, _)| *of == language).is_none_or(|(_, small)| {
            let folded = fold(&sample);
            let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            let (n_words, n_small) =
                words.fold((0, 0), |(all, hits), word| (all + 1, hits + usize::from(small.contains(word))));
            n_small as f32 >= MIN_SHARE * n_words as f32
        });
        let latin = !matches!(language, "zh" | "hi" | "ja" | "ko" | "ar" | "ru");
        return (is_sure && latin).then_some(language);
    }
    let is_known = mostly(n_compact) || mostly(of(|c| matches!(c, '\u{900}'..='\u{97f}')));
    is_known.then_some(language)
}

/// The language of this primary subtag, where it is one that a text can be found to be in.
pub(crate) fn known(subtag: &str) -> Option<&'static str> {
    const KNOWN: &[&str] = &[
        "ar", "de", "en", "es", "fa", "fr", "hi", "it", "ja", "ko", "nl", "pt", "ru", "sv", "tr", "uk", "vi",
        "zh", "pl", "ro", "cs", "da", "fi", "el", "he", "hu", "no", "nb", "sk", "sl", "sr", "hr", "bg", "ca",
        "et", "lt", "lv", "ku",
    ];
    KNOWN.iter().copied().find(|known| *known == subtag)
}

static SMALL_WORDS: LazyLock<Vec<(&str, HashSet<&str>)>> = LazyLock::new(|| {
    include_str!("../lang/function-words.tsv")
        .lines()
        .filter_map(|row| row.split_once('\t'))
        .filter(|(language, _)| !language.starts_with('#'))
        .map(|(language, words)| (language, words.split(' ').collect()))
        .collect()
});

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}')
}

fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn languages_are_told_or_left_open() {
        for (text, language) in [
            ("Le maire a démenti l’information dans la soirée.", Some("fr")),
            ("The mayor denied the report on Tuesday evening.", Some("en")),
            ("Der Bürgermeister hat den Bericht am Dienstag zurückgewiesen.", Some("de")),
            ("Guvernul român a anunțat că va trimite ajutoare umanitare în regiunile afectate.", None),
            ("نفى رئيس البلدية هذه المعلومات مساء الثلاثاء في مؤتمر صحفي", Some("ar")),
            ("شهردار این گزارش را در گفتگو با خبرگزاری تکذیب کرد", Some("fa")),
            ("Міський голова спростував цю інформацію у вівторок увечері", Some("uk")),
            ("Ο δήμαρχος διέψευσε την είδηση το βράδυ της Τρίτης", None),
            ("Zérane", None),
        ] {
            assert_eq!(super::detect([text].into_iter()), language, "{text}");
        }
    }
}
