//! A generated article as linking sees it: its words with the noise of a page, and what extraction would find in them.

use selon_extract::{
    Attribution, Claim, Extraction, Kind, Mention, MentionKind, Modality, Polarity, Predicate, SourceKind,
    Stance, Voice,
};
use selon_link::{Credit, Document};
use selon_text::{CharSpan, Text};

use super::world::{Dice, day};
use super::{Article, Said, Sentence};

impl Article {
    pub fn id(&self) -> String {
        format!("d{:016x}", Dice(self.number as u64).next())
    }

    fn render(&self, sentence: &Sentence) -> String {
        let noise = &self.noise;
        let mut words = if self.english { sentence.words.1.clone() } else { sentence.words.0.clone() };
        if let Some((name, misspelt)) = &noise.typo {
            words = words.replace(name, misspelt);
        }
        if let Some(date) = noise.dates {
            for nth in 0..7 {
                let (french, english) = day(nth);
                words = words.replace(&format!(" {french} "), &format!(" le {date} mars "));
                words = words.replace(&format!(" {english} "), &format!(" March {date} "));
            }
        }
        if noise.straight {
            words = words.replace('’', "'").replace("« ", "\"").replace(" »", "\"").replace(['“', '”'], "\"");
        }
        if noise.narrow_spaces {
            words = words.replace(" ;", "\u{202f};").replace(" :", "\u{a0}:").replace("« ", "«\u{a0}");
        }
        words
    }

    /// The article as linking sees it.
    pub fn document(&self) -> Document {
        self.document_with(false)
    }

    /// The same, with a claim for each sentence.
    pub fn dense_document(&self) -> Document {
        self.document_with(true)
    }

    fn document_with(&self, is_dense: bool) -> Document {
        let mut text = String::new();
        let mut n_chars = 0;
        let mut body = Vec::new();
        let mut push = |words: &str, text: &mut String| {
            let start = n_chars;
            text.push_str(words);
            n_chars += words.chars().count() as u32;
            let at = CharSpan::new(start, n_chars);
            (at, words.ends_with('\n')).0
        };
        let mut line = |words: &str, text: &mut String| {
            let at = push(words, text);
            push("\n", text);
            at
        };
        if self.noise.menus {
            line(
                "Accueil | Monde | Culture | Sports | S’abonner à partir de 1 euro par mois sans engagement",
                &mut text,
            );
        }
        body.push(line(&self.title, &mut text));
        let mut extraction = Extraction::default();
        for (nth, paragraph) in self.paragraphs.iter().enumerate() {
            if nth == 2 && self.noise.leak {
                body.push(line(
                    "Lire aussi : les habitants attendent toujours des réponses de la préfecture",
                    &mut text,
                ));
            }
            let words: Vec<String> = paragraph.iter().map(|sentence| self.render(sentence)).collect();
            let at = line(&words.join(" "), &mut text);
            body.push(at);
            let mut start = at.start;
            for (sentence, words) in paragraph.iter().zip(&words) {
                let colour = Said { event: 0, fact: "colour", voice: None };
                let said = sentence.said.as_ref().or(is_dense.then_some(&colour));
                if let Some(said) = said.filter(|_| !self.english) {
                    self.claim(said, words, start, &mut extraction);
                }
                start += words.chars().count() as u32 + 1;
            }
        }
        let mut credits = Vec::new();
        for credited in &self.credits {
            let span = line(&format!("Source : {credited}"), &mut text);
            credits.push(Credit { credited: credited.clone(), span });
        }
        if self.noise.menus {
            line(
                "Partager sur les réseaux | Imprimer | Laisser un commentaire | Mentions légales",
                &mut text,
            );
        }
        let date = format!("2021-{:02}-{:02}", 1 + self.day / 28, 1 + self.day % 28);
        let id = self.id();
        Document {
            doc: format!("{}.txt", self.number),
            outlet: self.outlet.clone(),
            outlets: Default::default(),
            title: Some(self.title.clone()),
            language: Some(if self.english { "en" } else { "fr" }.to_owned()),
            published: self.is_dated.then(|| (date.clone(), date)),
            credits,
            text: Text::new(text),
            body,
            claim_ids: (0..extraction.claims.len()).map(|nth| format!("c{id}-{nth}")).collect(),
            mention_ids: (0..extraction.mentions.len()).map(|nth| format!("m{id}-{nth}")).collect(),
            extraction,
            id,
        }
    }

    fn claim(&self, said: &Said, words: &str, start: u32, extraction: &mut Extraction) {
        let all = CharSpan::new(start, start + words.trim_end_matches('.').chars().count() as u32);
        let head = Voice { span: Vec::new(), mention: None, kind: SourceKind::Outlet, attribution: None };
        let mut voices = vec![head];
        if let Some((name, kind)) = &said.voice {
            let shown = if self.noise.straight { name.replace('’', "'") } else { name.clone() };
            let at = words.find(&shown).map(|byte| words[..byte].chars().count() as u32);
            let span = match at.filter(|_| !shown.is_empty()) {
                Some(at) => CharSpan::new(start + at, start + at + shown.chars().count() as u32),
                None => CharSpan::new(start, start + 10),
            };
            let mention = (!shown.is_empty()).then(|| {
                extraction.mentions.push(Mention {
                    span: vec![span],
                    kind: MentionKind::Name,
                    antecedent: None,
                    label: "PER".to_owned(),
                });
                extraction.mentions.len() - 1
            });
            extraction.attributions.push(Attribution {
                source: vec![span],
                cue: Vec::new(),
                content: vec![all],
                parent: None,
                kind: Kind::Indirect,
                stance: Stance::Asserts,
                hedged: false,
                source_kind: *kind,
                rule: "generated",
            });
            let attribution = Some(extraction.attributions.len() - 1);
            voices.push(Voice { span: vec![span], mention, kind: *kind, attribution });
        }
        extraction.claims.push(Claim {
            attribution: voices.last().and_then(|voice| voice.attribution),
            span: vec![all],
            predicate: Predicate { span: vec![all], lemma: said.fact.to_owned(), event: None },
            agent: None,
            patient: None,
            recipient: None,
            place: None,
            time: None,
            quantities: Vec::new(),
            polarity: Polarity::Affirmed,
            modality: Modality::Asserted,
            voices,
            evidence: Vec::new(),
        });
    }
}
