//! `cargo outlines COUNTRIES`: makes `crates/selon-web/data/outlines.bin` out of `countries-50m.json` of `world-atlas`.
//!
//! TopoJSON comes in, with arcs in whole steps of its own unit; out goes what `crates/selon-web/src/draw/outline.rs`
//! tells. Countries get their code by their name, as the lists of `selon-link` know it.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use selon_link::entity::entry_key;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// The SHA-256 of `package/countries-50m.json` in `world-atlas` 2.0.2 on npm.
const COUNTRIES: &str = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394";

const SOURCE: &str =
    "Natural Earth 4.1, countries 1:50m, public domain; through world-atlas 2.0.2 (npm, ISC)";

/// Natural Earth's short forms, and the words they stand for.
const SHORT: &[(&str, &str)] = &[
    ("Dem. Rep.", "Democratic Republic of the"),
    ("Central African Rep.", "Central African Republic"),
    ("Dominican Rep.", "Dominican Republic"),
    ("Herz.", "Herzegovina"),
    ("Eq.", "Equatorial"),
    ("S. Sudan", "South Sudan"),
    ("W. Sahara", "Western Sahara"),
    ("Is.", "Islands"),
    ("St.", "Saint"),
];

/// Names that the lists have otherwise: code by code.
const OTHERWISE: &[(&str, &str)] =
    &[("W. Sahara", "EH"), ("Macedonia", "MK"), ("eSwatini", "SZ"), ("Czechia", "CZ")];

/// Makes the file.
pub fn make(countries: &Path) -> Result<bool> {
    let bytes = std::fs::read(countries).with_context(|| format!("cannot read {}", countries.display()))?;
    let sha256: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(sha256 == COUNTRIES, "expected countries-50m.json with SHA-256 {COUNTRIES}, found {sha256}");
    let topology: Value = serde_json::from_slice(&bytes)?;
    let number = |path: &str| topology.pointer(path).and_then(Value::as_f64).context("expected a number");
    let unit = [number("/transform/scale/0")?, number("/transform/scale/1")?];
    let corner = [number("/transform/translate/0")?, number("/transform/translate/1")?];
    let mut out = format!("Selon outlines 1\n{SOURCE}\n").into_bytes();
    let millionths = unit.map(|unit| (unit * 1e6).round());
    millionths.iter().for_each(|unit| put(&mut out, *unit as u64));
    // The corner in our own units; whole steps keep neighbours on one line.
    let steps = |axis: usize, at: f64| (at / (millionths[axis] / 1e6)).round() as i64;
    let origin = [-180.0, -90.0];
    let arcs = topology["arcs"].as_array().context("expected arcs")?;
    put(&mut out, arcs.len() as u64);
    for arc in arcs {
        let points = arc.as_array().context("expected an arc")?;
        put(&mut out, points.len() as u64);
        let (mut from, mut at) = ([0_i64; 2], [0_i64; 2]);
        for point in points {
            for axis in 0..2 {
                at[axis] += point[axis].as_i64().context("expected whole steps")?;
                let degrees = at[axis] as f64 * unit[axis] + corner[axis] - origin[axis];
                let to = steps(axis, degrees);
                put_signed(&mut out, to - from[axis]);
                from[axis] = to;
            }
        }
    }
    let geometries =
        topology["objects"]["countries"]["geometries"].as_array().context("expected countries")?;
    put(&mut out, geometries.len() as u64);
    let mut unknown = Vec::new();
    for country in geometries {
        let name = country["properties"]["name"].as_str().unwrap_or_default();
        let code = code_of(name);
        if code.is_none() {
            unknown.push(name);
        }
        out.extend(code.as_deref().unwrap_or("--").as_bytes());
        let polygons: Vec<&Value> = match country["type"].as_str() {
            Some("Polygon") => vec![&country["arcs"]],
            _ => country["arcs"].as_array().into_iter().flatten().collect(),
        };
        let rings: Vec<&Value> = polygons.iter().filter_map(|polygon| polygon.as_array()).flatten().collect();
        put(&mut out, rings.len() as u64);
        for ring in rings {
            let ring = ring.as_array().context("expected a ring")?;
            put(&mut out, ring.len() as u64);
            for arc in ring {
                put_signed(&mut out, arc.as_i64().context("expected the index of an arc")?);
            }
        }
    }
    let file = crate::root().join("crates/selon-web/data/outlines.bin");
    std::fs::write(&file, &out).with_context(|| format!("cannot write {}", file.display()))?;
    println!("{} countries, {} bytes; without a code: {}", geometries.len(), out.len(), unknown.join(", "));
    Ok(true)
}

/// ISO 3166-1 alpha-2 of a country by Natural Earth's name for it.
fn code_of(name: &str) -> Option<String> {
    if let Some((_, code)) = OTHERWISE.iter().find(|(other, _)| *other == name) {
        return Some((*code).to_owned());
    }
    let long = SHORT.iter().fold(name.to_owned(), |name, (short, long)| name.replace(short, long));
    let key = entry_key(&long)?;
    let (_, code) = key.split_once(':').filter(|(kind, _)| matches!(*kind, "state" | "land"))?;
    (code.len() == 2).then(|| code.to_owned())
}

fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value & 0x7f) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

fn put_signed(out: &mut Vec<u8>, value: i64) {
    put(out, ((value << 1) ^ (value >> 63)) as u64);
}
