//! Outlets: who publishes, recognised by address or by name.
//!
//! The list is data, `data/outlets.tsv`: domains, names, country, owner, and what kind of medium it is, each
//! with where the fact can be looked up and the year it is of. It states who owns what and grades nobody.
//! An outlet that is not in it is kept as the page writes it.
//!
//! Cost: the list is read once; a look-up is a hash of the name, or of each parent of the domain.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::phrase::tokens;

/// One medium, as `data/outlets.tsv` has it. Empty strings where nothing is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlet {
    /// The name that Selon shows.
    pub name: &'static str,
    /// Domains, without `www.`; the first is the main one.
    pub domains: Vec<&'static str>,
    /// Other names and spellings, as they stand in texts.
    pub aliases: Vec<&'static str>,
    /// ISO 3166-1 alpha-2 code of the country that it is based in.
    pub country: &'static str,
    /// Who owns it.
    pub owner: &'static str,
    /// What kind of medium it is; several where several are true (an agency that a state owns).
    pub kinds: Vec<OutletKind>,
    /// Where owner and kind can be looked up.
    pub reference: &'static str,
    /// The year that the facts are of.
    pub year: &'static str,
}

/// What kind of medium an outlet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutletKind {
    /// A state or one of its bodies owns it.
    StateOwned,
    /// Public money pays most of it, by law or grant; public broadcasters are such.
    StateFunded,
    /// It belongs to a party, an armed movement or a political organisation.
    Party,
    /// Private persons or companies own it.
    Private,
    /// A news agency.
    Agency,
    /// A non-governmental organisation, foundation or association runs it.
    Ngo,
    /// Anybody may publish there.
    BlogPlatform,
}

impl OutletKind {
    /// The word for it in `data/outlets.tsv`.
    pub fn name(self) -> &'static str {
        match self {
            Self::StateOwned => "state-owned",
            Self::StateFunded => "state-funded",
            Self::Party => "party",
            Self::Private => "private",
            Self::Agency => "agency",
            Self::Ngo => "ngo",
            Self::BlogPlatform => "blog-platform",
        }
    }

    /// The kind that is spelt so.
    pub fn from_name(name: &str) -> Option<Self> {
        use OutletKind::*;
        [StateOwned, StateFunded, Party, Private, Agency, Ngo, BlogPlatform]
            .into_iter()
            .find(|kind| kind.name() == name)
    }
}

/// The outlet of a domain or address: `presstv.ir`, `https://www.presstv.ir/detail/1`.
///
/// A subdomain is its parent's where it is not in the list itself; a page of a blog platform is not the
/// platform's, so only the platform's own domain is found.
///
/// ```
/// assert_eq!(selon_page::outlet_by_domain("www.presstv.ir").unwrap().name, "Press TV");
/// assert!(selon_page::outlet_by_domain("gazette-de-nulle-part.example").is_none());
/// ```
pub fn outlet_by_domain(address: &str) -> Option<&'static Outlet> {
    let host = host_of(address)?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let mut domain = host;
    loop {
        if let Some(&idx) = OUTLETS.by_domain.get(domain) {
            let outlet = &OUTLETS.all[idx];
            let is_guest = domain != host && outlet.kinds.contains(&OutletKind::BlogPlatform);
            return (!is_guest).then_some(outlet);
        }
        domain = domain.split_once('.')?.1;
    }
}

/// The outlet of a name or alias, without regard to case, accents, punctuation and a leading article.
///
/// ```
/// assert_eq!(selon_page::outlet_by_name("l’agence Anadolu").unwrap().name, "Agence Anadolu");
/// ```
pub fn outlet_by_name(name: &str) -> Option<&'static Outlet> {
    let key = name_key(name);
    let found = OUTLETS.by_name.get(&key).or_else(|| {
        let bare = LEADS.iter().find_map(|lead| key.strip_prefix(lead)).unwrap_or(&key);
        OUTLETS.by_name.get(bare)
    });
    found.map(|&idx| &OUTLETS.all[idx])
}

/// Every name and alias with its outlet, for what scans texts for them. Short acronyms are among them.
pub fn outlet_names() -> impl Iterator<Item = (&'static str, &'static Outlet)> {
    OUTLETS.all.iter().flat_map(|outlet| {
        std::iter::once(outlet.name).chain(outlet.aliases.iter().copied()).map(move |name| (name, outlet))
    })
}

/// All outlets of the list, in its order.
pub fn outlets() -> &'static [Outlet] {
    &OUTLETS.all
}

/// The host of an address or of a bare domain, as written; `None` where it is neither.
pub(crate) fn host_of(address: &str) -> Option<&str> {
    let (scheme, rest) = address.split_once("://").map_or(("", address), |(scheme, rest)| (scheme, rest));
    if !matches!(scheme, "" | "http" | "https") {
        return None;
    }
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    let host = rest[..end].rsplit('@').next()?;
    let labels_fit = host.contains('.')
        && host.split('.').all(|label| {
            !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b >= 0x80)
        });
    labels_fit.then_some(host)
}

/// True where `host` ends in a public suffix that exists, under which somebody registered a name.
pub(crate) fn is_domain(host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    psl::domain(host.as_bytes()).is_some_and(|domain| domain.suffix().is_known())
}

/// What may stand in front of a name without being part of it.
const LEADS: &[&str] = &[
    "l agence de presse ",
    "l agence d information ",
    "l agence ",
    "agence ",
    "le journal ",
    "le quotidien ",
    "le site ",
    "la chaine ",
    "la radio ",
    "the ",
    "le ",
    "la ",
    "les ",
    "l ",
    "al ",
    "agency ",
];

struct Outlets {
    all: Vec<Outlet>,
    by_domain: HashMap<&'static str, usize>,
    by_name: HashMap<String, usize>,
}

static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let list = |cell: &'static str| cell.split('|').map(str::trim).filter(|item| !item.is_empty());
    let mut outlets = Outlets { all: Vec::new(), by_domain: HashMap::new(), by_name: HashMap::new() };
    for row in include_str!("../data/outlets.tsv").lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&'static str> = row.split('\t').collect();
        let [domains, name, aliases, country, owner, kinds, reference, year] = cells[..] else { continue };
        let idx = outlets.all.len();
        let outlet = Outlet {
            name,
            domains: list(domains).collect(),
            aliases: list(aliases).collect(),
            country,
            owner,
            kinds: list(kinds).filter_map(OutletKind::from_name).collect(),
            reference,
            year,
        };
        for domain in &outlet.domains {
            outlets.by_domain.entry(domain).or_insert(idx);
        }
        for name in std::iter::once(&outlet.name).chain(&outlet.aliases) {
            outlets.by_name.entry(name_key(name)).or_insert(idx);
        }
        outlets.all.push(outlet);
    }
    outlets
});

/// Words without case, accents and punctuation.
pub(crate) fn name_key(name: &str) -> String {
    let tokens = tokens(name).tokens;
    let words = tokens.iter().map(|token| &*token.text);
    words.filter(|word| word.chars().all(char::is_alphanumeric)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    /// Eight cells, a known kind, a year, a reference, and no domain or name of two outlets.
    #[test]
    fn the_list_is_well_formed() {
        let rows = include_str!("../data/outlets.tsv").lines().filter(|row| !row.starts_with('#'));
        let (mut domains, mut names, mut n_rows) = (HashSet::new(), HashSet::new(), 0);
        for row in rows {
            assert_eq!(row.split('\t').count(), 8, "{row}");
            let outlet = &OUTLETS.all[n_rows];
            let kinds = row.split('\t').nth(5).unwrap_or_default();
            assert_eq!(outlet.kinds.len(), kinds.split('|').filter(|k| !k.is_empty()).count(), "{row}");
            assert!(outlet.year.parse::<u16>().is_ok_and(|year| year > 2000), "{row}");
            assert!(!outlet.reference.is_empty() && !outlet.name.is_empty(), "{row}");
            assert!(outlet.country.is_empty() || outlet.country.len() == 2, "{row}");
            for domain in &outlet.domains {
                // A platform can be a public suffix itself: anybody gets a name under it.
                let is_platform = outlet.kinds.contains(&OutletKind::BlogPlatform);
                assert!((is_domain(domain) || is_platform) && !domain.starts_with("www."), "{row}");
                assert!(domains.insert(*domain), "{domain} stands twice");
            }
            let keys: HashSet<String> =
                std::iter::once(&outlet.name).chain(&outlet.aliases).map(|name| name_key(name)).collect();
            for key in keys {
                assert!(names.insert(key.clone()), "{key} stands twice");
            }
            n_rows += 1;
        }
        assert_eq!(n_rows, OUTLETS.all.len());
    }

    #[test]
    fn a_blog_is_not_its_platform() {
        assert!(outlet_by_domain("https://le-fanal.wordpress.com/2020/").is_none());
        assert!(outlet_by_domain("wordpress.com").is_some());
    }

    #[test]
    fn hosts() {
        assert_eq!(host_of("https://user@www.example.org:80/a?b"), Some("www.example.org"));
        assert_eq!(host_of("example.org"), Some("example.org"));
        for none in ["", "un mot", "ftp://example.org", "fin. Puis", "..", "/a/b.txt"] {
            assert_eq!(host_of(none), None, "{none}");
        }
        assert!(is_domain("presstv.ir") && !is_domain("fin.puis"));
    }
}
