//! Outlets that a user added to the list that ships, or corrected in it, and the list and these together.

use selon_text::{ByteSpan, Text, fold};

use crate::outlet::{host_of, name_key};
use crate::{Found, Outlet, OutletKind, outlet_by_domain, outlet_by_name};

/// Lines with words at the top of a text among which an outlet's name is looked for.
const N_HEAD_LINES: usize = 8;

/// Bytes of a line in which an agency stands in brackets before the dash of a dateline.
const DATELINE_BYTES: usize = 120;

/// What ends an outlet's name in a line of its own: its slogan, its rubrics or its acronym come behind.
const NAME_ENDS: &[&str] = &[" | ", " – ", " — ", " - ", " : ", " ("];

/// An outlet as a user describes it. Empty where nothing is known; the fields are those of [`Outlet`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnOutlet {
    /// The name that Selon shows.
    pub name: String,
    /// Domains, without `www.`.
    pub domains: Vec<String>,
    /// Other names and spellings.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-2 code.
    pub country: String,
    /// Who owns it.
    pub owner: String,
    /// What kind of medium it is.
    pub kinds: Vec<OutletKind>,
    /// Where that can be looked up.
    pub reference: String,
    /// The year that the facts are of.
    pub year: String,
}

impl From<&Outlet> for OwnOutlet {
    fn from(outlet: &Outlet) -> Self {
        let owned = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
        Self {
            name: outlet.name.to_owned(),
            domains: owned(&outlet.domains),
            aliases: owned(&outlet.aliases),
            country: outlet.country.to_owned(),
            owner: outlet.owner.to_owned(),
            kinds: outlet.kinds.clone(),
            reference: outlet.reference.to_owned(),
            year: outlet.year.to_owned(),
        }
    }
}

/// The outlets that a case knows: its own before those of the list.
#[derive(Clone, Debug, Default)]
pub struct OutletBook {
    own: Vec<OwnOutlet>,
}

impl OutletBook {
    /// A book with these besides the list's.
    pub fn new(own: Vec<OwnOutlet>) -> Self {
        Self { own }
    }

    /// Those that are the user's own.
    pub fn own(&self) -> &[OwnOutlet] {
        &self.own
    }

    /// The outlet of a domain or address, as [`outlet_by_domain`] finds it.
    pub fn by_domain(&self, address: &str) -> Option<OwnOutlet> {
        let host = host_of(address)?.to_ascii_lowercase();
        let is_host = |domain: &String| {
            host.strip_suffix(domain.as_str()).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        // The longest domain is the closest: a blog before its platform.
        let own =
            self.own.iter().flat_map(|outlet| outlet.domains.iter().map(move |domain| (domain, outlet)));
        let own = own.filter(|(domain, _)| is_host(domain)).max_by_key(|(domain, _)| domain.len());
        own.map(|(_, outlet)| outlet.clone()).or_else(|| outlet_by_domain(address).map(OwnOutlet::from))
    }

    /// The user's own outlet that the head of a plain text names, with the place of the name: a line that begins with it and has
    /// nothing, or a slogan, behind (*LE FANAL*, *fanal.example | Toute l'info*), else the agency of a
    /// dateline (*LILLE, 3 mars (Agence Fanal) – …*). Menus are no mastheads: a name must be there with its article
    /// (*Monde* is a rubric, *Le Monde* an outlet), and first in its line. Outlets of the list do not count: alone in a
    /// line they are mostly credits (*AFP*) or share links (*Facebook*).
    ///
    /// The cost is that of the first lines, whatever the length of the text.
    pub fn in_head(&self, text: &Text) -> Option<Found> {
        let found = |outlet: OwnOutlet, start: usize, len: usize| {
            let span = text.to_chars(ByteSpan::new(start as u32, (start + len) as u32));
            Found { value: outlet.name, span }
        };
        let mut start = 0;
        let lines = text.as_str().split_inclusive('\n').map(|line| {
            let at = start;
            start += line.len();
            (at, line)
        });
        let head: Vec<_> = lines.filter(|(_, line)| !line.trim().is_empty()).take(N_HEAD_LINES).collect();
        let masthead = head.iter().find_map(|&(at, line)| {
            let lead = line.len() - line.trim_start().len();
            let line = line.trim();
            let end = NAME_ENDS.iter().filter_map(|mark| line.find(mark)).min().unwrap_or(line.len());
            let name = line[..end].trim_end();
            Some(found(self.own_in_full(name)?, at + lead, name.len()))
        });
        masthead.or_else(|| {
            head.iter().find_map(|&(at, line)| {
                let dash =
                    ['–', '—', '-'].iter().filter_map(|dash| line.find(&format!(") {dash} "))).min()?;
                let open = line[..dash].rfind('(').filter(|_| dash <= DATELINE_BYTES)?;
                let name = &line[open + 1..dash];
                let outlet = self.by_name(name).filter(|outlet| self.own.contains(outlet))?;
                Some(found(outlet, at + open + 1, name.len()))
            })
        })
    }

    /// The user's own outlet whose whole name, article and all, or whose domain this is.
    fn own_in_full(&self, words: &str) -> Option<OwnOutlet> {
        if !words.contains(' ') && words.contains('.') {
            return self.by_domain(words).filter(|outlet| self.own.contains(outlet));
        }
        let outlet = self.by_name(words).filter(|outlet| self.own.contains(outlet))?;
        let wanted = fold(words);
        let mut names = std::iter::once(&outlet.name).chain(&outlet.aliases);
        names.any(|name| fold(name) == wanted).then_some(outlet)
    }

    /// The outlet of a name, as [`outlet_by_name`] finds it.
    pub fn by_name(&self, name: &str) -> Option<OwnOutlet> {
        let key = name_key(name);
        let has_name = |outlet: &&OwnOutlet| {
            std::iter::once(&outlet.name).chain(&outlet.aliases).any(|name| name_key(name) == key)
        };
        self.own.iter().find(has_name).cloned().or_else(|| outlet_by_name(name).map(OwnOutlet::from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_says_comes_first() {
        let fanal = OwnOutlet {
            name: "Le Fanal".to_owned(),
            domains: vec!["le-fanal.wordpress.com".to_owned()],
            aliases: vec!["Fanal du Sud".to_owned()],
            ..OwnOutlet::default()
        };
        let book = OutletBook::new(vec![fanal.clone()]);
        assert_eq!(book.by_domain("https://le-fanal.wordpress.com/2020/"), Some(fanal.clone()));
        assert_eq!(book.by_name("le fanal du sud"), None);
        assert_eq!(book.by_name("FANAL DU SUD"), Some(fanal));
        assert_eq!(book.by_domain("https://autre.wordpress.com/"), None);
        assert_eq!(book.by_domain("presstv.ir").map(|outlet| outlet.name).as_deref(), Some("Press TV"));
    }

    #[test]
    fn mastheads_and_datelines_name_the_outlet_menus_do_not() {
        let fanal = OwnOutlet {
            name: "Agence du Fanal".to_owned(),
            domains: vec!["fanal.example".to_owned()],
            aliases: vec!["Le Phare".to_owned(), "ADF".to_owned()],
            ..OwnOutlet::default()
        };
        let book = OutletBook::new(vec![fanal]);
        let found = |text: &str| {
            let text = Text::new(text);
            let found = book.in_head(&text)?;
            assert_eq!(found.value, "Agence du Fanal");
            text.slice(found.span?).map(str::to_owned)
        };
        for (text, name) in [
            ("AGENCE DU FANAL\nUn titre\n\nUn texte.", Some("AGENCE DU FANAL")),
            ("Un titre\n\n  Agence du Fanal (ADF) – Service national\n", Some("Agence du Fanal")),
            ("Fanal.example | Toute l'info\nMenu\n", Some("Fanal.example")),
            ("Un titre\n\nBRUME, 3 mai 2022 (ADF) – Le port a brûlé.", Some("ADF")),
            ("BRUME (Nord), 3 mai (Agence du Fanal) — Le port a brûlé (ADF).", Some("Agence du Fanal")),
            ("Accueil | Agence du Fanal | Sport\nUn titre", None),
            ("Phare\nUn titre", None),
            ("Le Phare s'éteint\nUn texte.", None),
            ("BRUME (Nord) – Le port a brûlé.", None),
            ("1\n2\n3\n4\n5\n6\n7\n8\nAgence du Fanal", None),
            ("AFP\nUn titre", None),
            ("Facebook\nUn titre", None),
            ("BRUME (AFP) – Le port a brûlé.", None),
            ("", None),
            (") – (", None),
        ] {
            assert_eq!(found(text).as_deref(), name, "{text:?}");
        }
    }
}
