//! The floors: figures that may not fall without a word.
//!
//! `gate/floors.json` holds the fingerprint of the data that was measured, a floor for each figure, and for each
//! time that floors were lowered the reason, with what they were before.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

/// How far below the measured figure a floor is set: one attribution in some hundred may change sides.
pub const MARGIN: f64 = 0.005;
/// Figures are compared to this many parts of one.
const PARTS: f64 = 10_000.0;

/// What the file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floors {
    /// Fingerprint of the data.
    pub data: String,
    /// Least figure, by name.
    pub figures: BTreeMap<String, f64>,
    /// Why floors were lowered, oldest first.
    pub lowered: Vec<Value>,
}

/// What a comparison gave.
#[derive(Debug, Default, PartialEq)]
pub struct Outcome {
    /// Name, floor, figure of what is below its floor or is not measured any more (no figure).
    pub fell: Vec<(String, f64, Option<f64>)>,
    /// Name, floor (none for a new figure), figure of what could have a higher floor.
    pub rose: Vec<(String, Option<f64>, f64)>,
}

impl Floors {
    /// Reads the file; none has no floors.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let file: Value =
            serde_json::from_slice(&fs::read(path)?).with_context(|| format!("in {}", path.display()))?;
        let figures = file["floors"].as_object().context("expected floors in the file")?;
        Ok(Self {
            data: file["data"].as_str().unwrap_or_default().to_owned(),
            figures: figures
                .iter()
                .filter_map(|(name, floor)| Some((name.clone(), floor.as_f64()?)))
                .collect(),
            lowered: file["lowered"].as_array().cloned().unwrap_or_default(),
        })
    }

    /// Writes the file.
    pub fn write(&self, path: &Path) -> Result<()> {
        let file = json!({"data": self.data, "floors": self.figures, "lowered": self.lowered});
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        Ok(fs::write(path, format!("{}\n", serde_json::to_string_pretty(&file)?))?)
    }

    /// Compares figures with their floors.
    pub fn compare(&self, figures: &[(String, f64)]) -> Outcome {
        let mut outcome = Outcome::default();
        for (name, figure) in figures {
            match self.figures.get(name) {
                Some(&floor) if *figure < floor => outcome.fell.push((name.clone(), floor, Some(*figure))),
                floor if floor.is_none_or(|&floor| below(*figure) > floor) => {
                    outcome.rose.push((name.clone(), floor.copied(), *figure));
                }
                _ => {}
            }
        }
        for (name, &floor) in &self.figures {
            if !figures.iter().any(|(measured, _)| measured == name) {
                outcome.fell.push((name.clone(), floor, None));
            }
        }
        outcome
    }

    /// Sets the floors of what rose.
    pub fn raise(&mut self, outcome: &Outcome) {
        for (name, _, figure) in &outcome.rose {
            self.figures.insert(name.clone(), below(*figure));
        }
    }

    /// Sets the floors of what fell, and keeps the reason.
    pub fn lower(&mut self, outcome: &Outcome, why: &str) {
        let mut changes = serde_json::Map::new();
        for (name, floor, figure) in &outcome.fell {
            let lowered = figure.map(below);
            match lowered {
                Some(lowered) => self.figures.insert(name.clone(), lowered),
                None => self.figures.remove(name),
            };
            changes.insert(name.clone(), json!({"from": floor, "to": lowered}));
        }
        if !changes.is_empty() {
            self.lowered.push(json!({"why": why, "floors": changes}));
        }
    }
}

/// The floor that a figure allows.
fn below(figure: f64) -> f64 {
    ((figure - MARGIN).max(0.0) * PARTS).floor() / PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(figure: f64) -> Vec<(String, f64)> {
        vec![("whole F1".to_owned(), figure)]
    }

    fn floors(floor: f64) -> Floors {
        Floors { figures: figures(floor).into_iter().collect(), ..Floors::default() }
    }

    #[test]
    fn what_is_within_the_margin_passes_and_what_is_below_fails() {
        assert_eq!(floors(0.6).compare(&figures(0.603)), Outcome::default());
        assert_eq!(floors(0.6).compare(&figures(0.59)).fell.len(), 1);
        assert_eq!(floors(0.6).compare(&[]).fell.len(), 1, "a figure that is gone fell");
        assert_eq!(floors(0.6).compare(&figures(0.65)).rose.len(), 1);
    }

    #[test]
    fn raising_lowers_nothing_and_lowering_keeps_the_reason() {
        let mut kept = floors(0.6);
        let fell = kept.compare(&figures(0.5));
        kept.raise(&fell);
        assert_eq!(kept, floors(0.6));
        kept.lower(&fell, "the scheme changed");
        assert_eq!(kept.figures["whole F1"], 0.495);
        assert_eq!(kept.lowered[0]["why"], "the scheme changed");
        assert!(kept.compare(&figures(0.5)).fell.is_empty());
    }
}
