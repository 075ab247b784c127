//! A generated collection of articles whose copies, translations and citations are known.
//!
//! Everything is invented and follows from a seed. Each event is told by one to three outlets independently: the same
//! names, numbers, days and statements in other sentences. Of each telling there are copies, and copies of copies: cut,
//! re-headlined, in other paragraphs and typography, with changed names of days and misspelt names, with and without
//! credit; excerpts in articles on something else; sentences quoted from another outlet; two articles run together;
//! translations. Look-alikes beside them: reports of one event, with one statement quoted in all; weather, market and
//! football pieces of one template; outlets' own last paragraphs; sentences of one frame on different events.
//!
//! Each sentence keeps where it was first written, so that what two articles share, and where a claim comes from, is
//! counted without reading the texts.

#![allow(dead_code)] // Each test uses some of it.

mod render;
pub mod truth;
pub mod world;

use selon_extract::SourceKind;

use world::{Both, Dice, colour, day, same, statement};

/// What a sentence says about its event, through whom.
#[derive(Clone, Debug)]
pub struct Said {
    pub event: usize,
    pub fact: &'static str,
    pub voice: Option<(String, SourceKind)>,
}

#[derive(Clone, Debug)]
pub struct Sentence {
    pub words: Both,
    pub said: Option<Said>,
    /// Article that it was first written for, and its number there.
    pub first: (usize, usize),
    /// Words between quotation marks that others quote too.
    pub n_quoted: usize,
    /// All of it stands in quotation marks here.
    pub is_quoted: bool,
}

/// An article and what is true of it.
#[derive(Clone, Debug)]
pub struct Article {
    pub number: usize,
    pub outlet: Option<String>,
    /// Days since the first of January; of an undated page too.
    pub day: usize,
    pub is_dated: bool,
    pub credits: Vec<String>,
    pub english: bool,
    pub title: String,
    pub paragraphs: Vec<Vec<Sentence>>,
    pub noise: Noise,
}

/// What happened to the text on its way.
#[derive(Clone, Debug, Default)]
pub struct Noise {
    straight: bool,
    narrow_spaces: bool,
    /// A name and how it is misspelt.
    typo: Option<(String, String)>,
    /// *lundi* is a date.
    dates: Option<usize>,
    menus: bool,
    leak: bool,
}

pub struct Collection {
    pub articles: Vec<Article>,
    /// Outlets' names and agency, for the truth.
    pub agency: String,
}

/// Frames of `words.tsv` of one fact.
fn frames(fact: &str) -> Vec<Both> {
    include_str!("words.tsv")
        .lines()
        .filter(|row| !row.starts_with('#'))
        .filter_map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            (cells[0] == fact).then(|| (cells[1].to_owned(), cells[2].to_owned()))
        })
        .collect()
}

const FACTS: [&str; 6] = ["toll", "cause", "blame", "flight", "cited", "quote"];

impl Collection {
    pub fn new(n_articles: usize, seed: u64) -> Self {
        let mut maker = Maker {
            dice: Dice(seed),
            articles: Vec::new(),
            outlets: Vec::new(),
            footers: Vec::new(),
            frames: FACTS.map(frames),
        };
        // A name's frame differs too: outlets are told apart by more than their town.
        for nth in 0..60.max(n_articles / 20) {
            let name = maker.dice.name();
            let frame =
                ["Le Fanal de {}", "{} Info", "La Gazette de {}", "L’Écho de {}", "Radio {}", "{} Post"];
            maker.outlets.push(frame[nth % frame.len()].replace("{}", &name));
            let (year, street) = (1900 + maker.dice.below(120), maker.dice.name());
            maker.footers.push((
                format!("{name} est un titre indépendant fondé en {year}, dont la rédaction siège rue {street} et que ses lecteurs financent à parts égales."),
                format!("{name} is an independent title founded in {year}, whose newsroom sits on {street} street and which its readers finance in equal parts."),
            ));
        }
        let mut event = 0;
        while maker.articles.len() < n_articles {
            maker.event(event);
            if maker.dice.chance(55) {
                maker.template();
            }
            event += 1;
        }
        maker.articles.truncate(n_articles);
        Self { articles: maker.articles, agency: "Agence Corvale".to_owned() }
    }
}

struct Maker {
    dice: Dice,
    articles: Vec<Article>,
    outlets: Vec<String>,
    footers: Vec<Both>,
    frames: [Vec<Both>; 6],
}

impl Maker {
    fn outlet(&mut self, others: &[Option<String>]) -> Option<String> {
        if self.dice.chance(8) {
            return None;
        }
        loop {
            let outlet = Some(self.dice.pick(&self.outlets).clone());
            if !others.contains(&outlet) {
                return outlet;
            }
        }
    }

    fn push(&mut self, article: Article) -> usize {
        self.articles.push(Article { number: self.articles.len(), ..article });
        self.articles.len() - 1
    }

    fn blank(&mut self, outlet: Option<String>, day: usize) -> Article {
        let title = format!("{} : {}", self.dice.name(), colour(&mut self.dice).0);
        let noise = Noise {
            straight: self.dice.chance(50),
            narrow_spaces: self.dice.chance(40),
            typo: None,
            dates: None,
            menus: self.dice.chance(60),
            leak: self.dice.chance(10),
        };
        Article {
            number: 0,
            outlet,
            day,
            is_dated: self.dice.chance(88),
            credits: Vec::new(),
            english: false,
            title,
            paragraphs: Vec::new(),
            noise,
        }
    }

    /// Sentences in paragraphs of one to three.
    fn paragraphs(&mut self, sentences: Vec<Sentence>) -> Vec<Vec<Sentence>> {
        let mut paragraphs: Vec<Vec<Sentence>> = Vec::new();
        for sentence in sentences {
            match paragraphs.last_mut() {
                Some(last) if last.len() < 3 && self.dice.chance(55) => last.push(sentence),
                _ => paragraphs.push(vec![sentence]),
            }
        }
        paragraphs
    }

    fn event(&mut self, event: usize) {
        let (p, r, g) = (self.dice.name(), self.dice.name(), format!("Front {}", self.dice.name()));
        let a = format!("{} {}", self.dice.name(), self.dice.name());
        let b = format!("{} {}", self.dice.name(), self.dice.name());
        let (n, m) = (3 + self.dice.below(90), 100 + self.dice.below(9000));
        let (q, weekday, date) = (statement(&mut self.dice), self.dice.below(7), self.dice.below(300));
        let n_tellings = 1 + self.dice.below(3);
        let mut outlets: Vec<Option<String>> = Vec::new();
        for _ in 0..n_tellings {
            let outlet = self.outlet(&outlets);
            outlets.push(outlet);
        }
        // No two tellings put a fact in the same frame.
        let shifts: Vec<usize> = (0..6).map(|_| self.dice.below(4)).collect();
        let plan = self.dice.below(10);
        let mut tellings = Vec::new();
        for (telling, outlet) in outlets.clone().into_iter().enumerate() {
            let on = date + self.dice.below(2);
            let mut article = self.blank(outlet.clone(), on);
            article.english = self.dice.chance(15);
            if self.dice.chance(10) {
                article.credits.push("Agence Corvale".to_owned());
            }
            let named = |at: usize| outlets.get(at).cloned().flatten();
            // Whom the article cites: itself, each other, one another's first, or an agency.
            let cited = match plan {
                0..=1 => named(0),
                2..=4 if telling < 2 => named(1 - telling),
                2..=4 => named(0),
                _ => None,
            };
            let o = cited.unwrap_or_else(|| "Agence Dravec".to_owned());
            let number = self.articles.len();
            let mut sentences = Vec::new();
            for _ in 0..1 + self.dice.below(3) {
                sentences.push((colour(&mut self.dice), None, 0));
            }
            for (nth, fact) in FACTS.into_iter().enumerate() {
                if self.dice.chance(12) {
                    continue;
                }
                let frame = &self.frames[nth][(shifts[nth] + telling) % 4];
                let fill = |words: &str, quoted: &str, day: &str| {
                    let mut words = words.to_owned();
                    for (slot, value) in [
                        ("{p}", &*p),
                        ("{r}", &*r),
                        ("{a}", &*a),
                        ("{b}", &*b),
                        ("{g}", &*g),
                        ("{o}", &*o),
                        ("{q}", quoted),
                        ("{d}", day),
                        ("{n}", &n.to_string()),
                        ("{m}", &m.to_string()),
                    ] {
                        words = words.replace(slot, value);
                    }
                    words
                };
                let days = day(weekday);
                let words = (fill(&frame.0, &q.0, &days.0), fill(&frame.1, &q.1, &days.1));
                let voice = match fact {
                    "toll" | "quote" => Some((a.clone(), SourceKind::Official)),
                    "blame" => Some((b.clone(), SourceKind::Person)),
                    "cited" => Some((o.clone(), SourceKind::Outlet)),
                    "cause" => Some((String::new(), SourceKind::Anonymous)),
                    _ => None,
                };
                let n_quoted = if fact == "quote" { q.0.split(' ').count() } else { 0 };
                sentences.push((words, Some(Said { event, fact, voice }), n_quoted));
                if self.dice.chance(60) {
                    sentences.push((colour(&mut self.dice), None, 0));
                }
            }
            let sentences = sentences
                .into_iter()
                .enumerate()
                .map(|(nth, (words, said, n_quoted))| Sentence {
                    words,
                    said,
                    first: (number, nth),
                    n_quoted,
                    is_quoted: false,
                })
                .collect();
            article.paragraphs = self.paragraphs(sentences);
            self.add_footer(&mut article);
            tellings.push(self.push(article));
        }
        let names = [p, r];
        for telling in tellings {
            let mut family = vec![telling];
            for _ in 0..self.dice.below(6) {
                let source = *self.dice.pick(&family);
                let copy = self.derive(source, &names);
                if copy.1 {
                    family.push(copy.0);
                }
            }
        }
    }

    fn add_footer(&mut self, article: &mut Article) {
        let Some(outlet) = &article.outlet else { return };
        let at = self.outlets.iter().position(|known| known == outlet).unwrap_or_default();
        if at % 5 == 0 {
            let words = self.footers[at].clone();
            let first = (usize::MAX - at, 0);
            article.paragraphs.push(vec![Sentence {
                words,
                said: None,
                first,
                n_quoted: 0,
                is_quoted: false,
            }]);
        }
    }

    /// An article that has text from `source`, and whether it is mostly that.
    fn derive(&mut self, source: usize, names: &[String]) -> (usize, bool) {
        let from = self.articles[source].clone();
        let outlet = self.outlet(std::slice::from_ref(&from.outlet));
        let later = from.day + self.dice.below(4);
        let mut article = self.blank(outlet, later);
        article.english = from.english;
        if self.dice.chance(30) {
            let name = self.dice.pick(names).clone();
            let misspelt = name.replacen('v', "w", 1).replacen('k', "c", 1) + "e";
            article.noise.typo = Some((name, misspelt));
        }
        if self.dice.chance(30) {
            article.noise.dates = Some(1 + self.dice.below(28));
        }
        let own_footer = |sentence: &Sentence| sentence.first.0 > usize::MAX / 2;
        let sentences: Vec<Sentence> =
            from.paragraphs.iter().flatten().filter(|sentence| !own_footer(sentence)).cloned().collect();
        let mut is_whole = true;
        let number = self.articles.len();
        let new = |dice: &mut Dice, n: usize| -> Vec<Sentence> {
            let sentence = |(nth, words)| Sentence {
                words,
                said: None,
                first: (number, nth),
                n_quoted: 0,
                is_quoted: false,
            };
            (0..n).map(|_| colour(dice)).enumerate().map(sentence).collect()
        };
        let kept = match self.dice.below(20) {
            // As it is, but for a sentence here and there.
            0..=8 => sentences.into_iter().filter(|_| !self.dice.chance(6)).collect(),
            // Cut from behind, with a first paragraph of its own.
            9..=12 => {
                let n = sentences.len() * (55 + self.dice.below(35)) / 100;
                let lead = self.dice.below(2);
                let mut kept = new(&mut self.dice, lead);
                kept.extend(sentences.into_iter().take(n.max(4)));
                kept
            }
            // A passage in an article on something else.
            13..=14 => {
                is_whole = false;
                let n = 6 + self.dice.below(6);
                let mut kept = new(&mut self.dice, n);
                let len = (2 + self.dice.below(3)).min(sentences.len());
                let start = self.dice.below(sentences.len() - len + 1);
                let at = self.dice.below(kept.len());
                kept.splice(at..at, sentences[start..start + len].iter().cloned());
                kept
            }
            // A sentence, quoted from the other outlet.
            15 => {
                is_whole = false;
                let n = 6 + self.dice.below(6);
                let mut kept = new(&mut self.dice, n);
                let quotable: Vec<&Sentence> = sentences
                    .iter()
                    .filter(|s| s.said.is_none() && s.words.0.split(' ').count() >= 18)
                    .collect();
                if let Some(sentence) = quotable.first() {
                    let outlet = from.outlet.clone().unwrap_or_else(|| "un site".to_owned());
                    let words = (
                        format!("Comme l’écrivait {outlet} : « {} »", sentence.words.0.trim_end_matches('.')),
                        format!("As {outlet} wrote: “{}”", sentence.words.1.trim_end_matches('.')),
                    );
                    kept.insert(2, Sentence { words, said: None, is_quoted: true, ..(*sentence).clone() });
                }
                kept
            }
            // Two articles run together.
            16 => {
                is_whole = false;
                let other = self.dice.below(self.articles.len());
                let other = &self.articles[other];
                let mut kept = sentences;
                if other.english == article.english && other.number != from.number {
                    kept.extend(other.paragraphs.iter().flatten().filter(|s| !own_footer(s)).cloned());
                }
                kept
            }
            // A translation, perhaps without its end.
            _ => {
                article.english = !from.english;
                let n = sentences.len() * (75 + self.dice.below(26)) / 100;
                sentences.into_iter().take(n.max(4)).collect()
            }
        };
        if is_whole && self.dice.chance(50) {
            article.credits.extend(from.outlet.clone());
        }
        article.paragraphs = self.paragraphs(kept);
        self.add_footer(&mut article);
        (self.push(article), is_whole)
    }

    /// A piece that is filled in: the same sentences each day, other figures.
    fn template(&mut self) {
        let kind = self.dice.below(3);
        for _ in 0..1 + self.dice.below(3) {
            let (x, y, z) = (self.dice.name(), self.dice.name(), self.dice.name());
            let mut n = || (2 + self.dice.below(97)).to_string();
            let numbers = [n(), n(), n(), n(), n(), n()];
            let frame: &[&str] = match kind {
                0 => &[
                    "Les températures maximales atteindront {1} degrés à {x}, contre {2} degrés à {y} où le ciel restera voilé jusqu’en fin de matinée.",
                    "Le vent soufflera à {3} km/h sur le littoral de {z}, avec des rafales à {4} km/h attendues en soirée selon les services de prévision.",
                    "Il tombera {5} millimètres de pluie sur les reliefs de {x}, et la mer sera agitée à forte au large de {z} pendant la nuit.",
                ],
                1 => &[
                    "La Bourse de {x} a terminé la séance en hausse de {1} % à {2} points, dans un volume d’échanges limité de {3} millions.",
                    "Du côté des valeurs, {y} a gagné {4} %, soutenu par des résultats meilleurs que prévu, tandis que {z} a cédé {5} % en clôture.",
                    "Le baril s’échangeait à {6} dollars à la même heure, et les investisseurs attendent désormais la réunion de la banque centrale de {x}.",
                ],
                _ => &[
                    "{x} s’est imposé {1} à {2} face à {y} au terme d’une rencontre disputée devant {3} mille spectateurs venus en nombre.",
                    "{z} a ouvert le score à la {4}e minute d’une frappe croisée du pied gauche, avant que les visiteurs n’égalisent à la {5}e minute.",
                    "Au classement, {x} remonte à la {6}e place et recevra {y} lors de la prochaine journée du championnat dans son stade.",
                ],
            };
            let (outlet, on) = (self.outlet(&[]), self.dice.below(300));
            let mut article = self.blank(outlet, on);
            let number = self.articles.len();
            let fill = |(nth, words): (usize, &&str)| {
                let mut words = (*words).to_owned();
                for (slot, value) in [("{x}", &x), ("{y}", &y), ("{z}", &z)] {
                    words = words.replace(slot, value);
                }
                for (at, value) in numbers.iter().enumerate() {
                    words = words.replace(&format!("{{{}}}", at + 1), value);
                }
                Sentence {
                    words: same(&words),
                    said: None,
                    first: (number, nth),
                    n_quoted: 0,
                    is_quoted: false,
                }
            };
            let sentences = frame.iter().enumerate().map(fill).collect();
            article.paragraphs = self.paragraphs(sentences);
            self.push(article);
        }
    }
}
