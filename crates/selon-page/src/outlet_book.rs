//! Outlets that a user added to the list that ships, or corrected in it, and the list and these together.

use crate::outlet::{host_of, name_key};
use crate::{Outlet, OutletKind, outlet_by_domain, outlet_by_name};

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
}
