//! What can be drawn on a map: places with coordinates, countries that are named, and rival places.
//!
//! Cost: as many rows as are asked for, through indices; countries are a few hundred at most.

use rusqlite::named_params;

use crate::{Case, CaseError, DisputeId, EntityId};

/// A place in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct PlaceLine {
    /// The entity.
    pub id: EntityId,
    /// The name that is shown.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// It is in GeoNames: a settlement, and the point is its centre. Else it is a region, a river or a camp of our
    /// own list, and the point is one inside it, to a tenth or a hundredth of a degree.
    pub geonames: Option<u32>,
    /// What GeoNames calls it, where that is not the name that is shown.
    pub gazetteer_name: Option<String>,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Documents that name it.
    pub n_documents: u64,
}

/// A country that is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryLine {
    /// The entity: its land, or its state where only that is named.
    pub id: EntityId,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// Documents that name it, by the entity that most do.
    pub n_documents: u64,
}

/// A dispute about where, and the places of its answers.
#[derive(Clone, Debug, PartialEq)]
pub struct RivalPlaces {
    /// The dispute.
    pub dispute: DisputeId,
    /// The places, by answer.
    pub places: Vec<RivalPlace>,
}

/// A place that an answer names.
#[derive(Clone, Debug, PartialEq)]
pub struct RivalPlace {
    /// Number of the answer, from 0.
    pub answer: u32,
    /// The entity.
    pub id: EntityId,
    /// The name that is shown.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Claims that name it.
    pub n_claims: u64,
}

impl Case {
    /// Places with coordinates, those in the most documents first.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn places(&self, most: u32) -> Result<Vec<PlaceLine>, CaseError> {
        self.list(include_str!("../sql/query/places.sql"), named_params! { ":most": most }, |row| {
            let geonames: Option<i64> = row.get(3)?;
            let name: String = row.get(1)?;
            Ok(PlaceLine {
                id: EntityId::stored(row.get(0)?),
                gazetteer_name: row.get::<_, Option<String>>(7)?.filter(|listed| *listed != name),
                name,
                country: row.get(2)?,
                geonames: geonames.and_then(|id| u32::try_from(id).ok()),
                lat: row.get(4)?,
                lon: row.get(5)?,
                n_documents: row.get::<_, i64>(6)?.unsigned_abs(),
            })
        })
    }

    /// What the gazetteer calls a place; `None` where it does not have it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn gazetteer_name(&self, entity: &EntityId) -> Result<Option<String>, CaseError> {
        let sql = include_str!("../sql/query/gazetteer_name.sql");
        let name: Option<Option<String>> =
            self.one(sql, named_params! { ":entity": entity.as_str() }, |row| row.get(0))?;
        Ok(name.flatten())
    }

    /// Countries that are named, by code.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn countries(&self) -> Result<Vec<CountryLine>, CaseError> {
        let mut lines = self.list(include_str!("../sql/query/countries.sql"), [], |row| {
            Ok(CountryLine {
                id: EntityId::stored(row.get(0)?),
                country: row.get(1)?,
                n_documents: row.get::<_, i64>(2)?.unsigned_abs(),
            })
        })?;
        // Of land and state the one that more documents name, which comes first.
        lines.dedup_by(|b, a| a.country == b.country);
        Ok(lines)
    }

    /// Disputes about where, those on which most hangs first, with the places that can be drawn: two at least.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn rival_places(&self, most: u32) -> Result<Vec<RivalPlaces>, CaseError> {
        let sql = include_str!("../sql/query/where_disputes.sql");
        let ids: Vec<String> = self.list(sql, named_params! { ":most": most }, |row| row.get(0))?;
        let mut rivals = Vec::new();
        for id in ids {
            let sql = include_str!("../sql/query/rival_places.sql");
            let places = self.list(sql, named_params! { ":dispute": id }, |row| {
                Ok(RivalPlace {
                    answer: row.get(0)?,
                    id: EntityId::stored(row.get(1)?),
                    name: row.get(2)?,
                    lat: row.get(3)?,
                    lon: row.get(4)?,
                    n_claims: row.get::<_, i64>(5)?.unsigned_abs(),
                })
            })?;
            if places.iter().any(|place| place.answer != places[0].answer) {
                rivals.push(RivalPlaces { dispute: DisputeId::stored(id), places });
            }
        }
        Ok(rivals)
    }
}
