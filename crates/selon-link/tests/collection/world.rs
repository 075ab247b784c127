//! Names, numbers and sentences of an invented world, from a seed.

/// A sequence of numbers that is the same each time (SplitMix64; Steele, Lea, Flood 2014).
#[derive(Clone)]
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut x = self.0;
        x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A made-up proper name.
    pub fn name(&mut self) -> String {
        const HEAD: [&str; 24] = [
            "Val", "Orb", "Kar", "Mer", "Tol", "Is", "Dor", "Pel", "Bren", "Sar", "Ulv", "Nim", "Gal", "Fes",
            "Rov", "Hal", "Tis", "Ek", "Zam", "Lor", "Vik", "Jas", "Cor", "Mel",
        ];
        const MIDDLE: [&str; 14] =
            ["d", "en", "ast", "iv", "om", "ur", "el", "an", "ist", "ak", "or", "ed", "il", "un"];
        const TAIL: [&str; 18] = [
            "ova", "esk", "mark", "sian", "ic", "anne", "oru", "ville", "ado", "ek", "ine", "ur", "ata",
            "eim", "osc", "ari", "is", "olt",
        ];
        let middle = if self.chance(70) { *self.pick(&MIDDLE) } else { "" };
        format!("{}{}{}", self.pick(&HEAD), middle, self.pick(&TAIL))
    }
}

/// One thing in French and in English.
pub type Both = (String, String);

pub fn same(words: &str) -> Both {
    (words.to_owned(), words.to_owned())
}

const DAYS: [(&str, &str); 7] = [
    ("lundi", "Monday"),
    ("mardi", "Tuesday"),
    ("mercredi", "Wednesday"),
    ("jeudi", "Thursday"),
    ("vendredi", "Friday"),
    ("samedi", "Saturday"),
    ("dimanche", "Sunday"),
];

pub fn day(nth: usize) -> Both {
    let (french, english) = DAYS[nth % 7];
    (french.to_owned(), english.to_owned())
}

/// Nouns, verbs and adverbs of which colour is made; each with its English.
const NOUNS: [(&str, &str); 36] = [
    ("le marché", "the market"),
    ("la gare", "the station"),
    ("le boulanger", "the baker"),
    ("la rivière", "the river"),
    ("le maire", "the mayor"),
    ("l’école", "the school"),
    ("le tribunal", "the court"),
    ("la récolte", "the harvest"),
    ("le facteur", "the postman"),
    ("la caserne", "the barracks"),
    ("le pharmacien", "the pharmacist"),
    ("la mosquée", "the mosque"),
    ("le clocher", "the steeple"),
    ("la centrale", "the power plant"),
    ("le ferry", "the ferry"),
    ("la douane", "the customs office"),
    ("le verger", "the orchard"),
    ("la digue", "the dyke"),
    ("le tramway", "the tramway"),
    ("la carrière", "the quarry"),
    ("le notaire", "the notary"),
    ("la prison", "the prison"),
    ("le stade", "the stadium"),
    ("la brigade", "the brigade"),
    ("le moulin", "the mill"),
    ("la chapelle", "the chapel"),
    ("le cimetière", "the cemetery"),
    ("la raffinerie", "the refinery"),
    ("le berger", "the shepherd"),
    ("la clinique", "the clinic"),
    ("le syndicat", "the union"),
    ("la bibliothèque", "the library"),
    ("le pêcheur", "the fisherman"),
    ("la banque", "the bank"),
    ("le théâtre", "the theatre"),
    ("la mine", "the mine"),
];
const VERBS: [(&str, &str); 24] = [
    ("a rouvert", "has reopened"),
    ("reste fermé", "remains closed"),
    ("compte ses pertes", "counts its losses"),
    ("attend des nouvelles", "waits for news"),
    ("a changé de mains", "has changed hands"),
    ("brûle encore", "still burns"),
    ("a perdu son toit", "has lost its roof"),
    ("refuse de parler", "refuses to speak"),
    ("sert de dortoir", "serves as a dormitory"),
    ("a été pillé", "was looted"),
    ("manque d’eau", "lacks water"),
    ("garde le silence", "keeps silent"),
    ("cherche des volontaires", "looks for volunteers"),
    ("a doublé ses prix", "has doubled its prices"),
    ("prépare l’hiver", "prepares for winter"),
    ("a reçu des menaces", "received threats"),
    ("réclame justice", "demands justice"),
    ("tourne au ralenti", "runs slowly"),
    ("a vu passer la colonne", "saw the column pass"),
    ("n’a plus de vitres", "has no windows left"),
    ("abrite des blessés", "shelters the wounded"),
    ("a fui la ville", "fled the town"),
    ("dresse des listes", "draws up lists"),
    ("distribue du pain", "distributes bread"),
];
const ADVERBS: [(&str, &str); 16] = [
    ("depuis l’aube", "since dawn"),
    ("malgré la pluie", "despite the rain"),
    ("sans explication", "without explanation"),
    ("à la surprise générale", "to general surprise"),
    ("faute de carburant", "for lack of fuel"),
    ("une fois de plus", "once again"),
    ("sous les regards", "under the eyes of all"),
    ("pour la première fois", "for the first time"),
    ("presque en secret", "almost in secret"),
    ("jour et nuit", "day and night"),
    ("comme au printemps", "as in spring"),
    ("par précaution", "as a precaution"),
    ("à contrecœur", "reluctantly"),
    ("dans la confusion", "in confusion"),
    ("sur ordre", "on orders"),
    ("en silence", "in silence"),
];

/// A sentence of colour, which nobody else writes.
pub fn colour(dice: &mut Dice) -> Both {
    let (n1, n2, n3) = (*dice.pick(&NOUNS), *dice.pick(&NOUNS), *dice.pick(&NOUNS));
    let (v1, v2, v3) = (*dice.pick(&VERBS), *dice.pick(&VERBS), *dice.pick(&VERBS));
    let (a1, a2) = (*dice.pick(&ADVERBS), *dice.pick(&ADVERBS));
    let (name, number) = (dice.name(), 3 + dice.below(900));
    let capital = |words: &str| words[..1].to_uppercase() + &words[1..];
    match dice.below(4) {
        0 => (
            format!(
                "{} {} {}, tandis que {} {} et que {} {} {} ; {name}, {number} ans, y a tout laissé.",
                capital(n1.0),
                v1.0,
                a1.0,
                n2.0,
                v2.0,
                n3.0,
                v3.0,
                a2.0
            )
            .replace(" ans", " ans"),
            format!(
                "{} {} {}, while {} {} and {} {} {}; {name}, aged {number}, left everything there.",
                capital(n1.1),
                v1.1,
                a1.1,
                n2.1,
                v2.1,
                n3.1,
                v3.1,
                a2.1
            ),
        ),
        1 => (
            format!(
                "À {name}, {} {} {} ; {} {} lui aussi, à {number} mètres de là, et {} {}.",
                n1.0, v1.0, a1.0, n2.0, v2.0, n3.0, v3.0
            ),
            format!(
                "In {name}, {} {} {}; {} {} too, {number} metres away, and {} {}.",
                n1.1, v1.1, a1.1, n2.1, v2.1, n3.1, v3.1
            ),
        ),
        2 => (
            format!(
                "{} {}, {} {} {} : c’est ce que montre une note de {name} longue de {number} pages.",
                capital(n1.0),
                v1.0,
                n2.0,
                v2.0,
                a1.0
            ),
            format!(
                "{} {}, {} {} {}: that is what a note from {name}, {number} pages long, shows.",
                capital(n1.1),
                v1.1,
                n2.1,
                v2.1,
                a1.1
            ),
        ),
        _ => (
            format!(
                "Rue {name}, au numéro {number}, {} {} {} ; plus loin, {} {} {}.",
                n1.0, v1.0, a1.0, n2.0, v2.0, a2.0
            ),
            format!(
                "On {name} street, at number {number}, {} {} {}; further on, {} {} {}.",
                n1.1, v1.1, a1.1, n2.1, v2.1, a2.1
            ),
        ),
    }
}

/// A statement that gets quoted.
pub fn statement(dice: &mut Dice) -> Both {
    let (n1, n2) = (*dice.pick(&NOUNS), *dice.pick(&NOUNS));
    let (v1, v2) = (*dice.pick(&VERBS), *dice.pick(&VERBS));
    let a1 = *dice.pick(&ADVERBS);
    (
        format!(
            "Nous savons que {} {} {}, et je vous dis que {} {} parce qu’on l’a voulu ainsi",
            n1.0, v1.0, a1.0, n2.0, v2.0
        ),
        format!(
            "We know that {} {} {}, and I tell you that {} {} because somebody wanted it so",
            n1.1, v1.1, a1.1, n2.1, v2.1
        ),
    )
}
