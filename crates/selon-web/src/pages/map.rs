//! The map: where the places lie that articles name, how precisely that is known, and where rival answers lie.

use askama::Template;
use selon_case::{Case, DisputeLine, PlaceLine, RivalPlaces};
use serde::Serialize;

use super::{Answer, PageError, answer};
use crate::Lang;
use crate::ask::Ask;
use crate::draw::map::{Frame, Map, Mark, Rivals, Tint, degrees};
use crate::html::in_address;
use crate::ui::Ui;
use crate::views::{country_name, entity_href};

/// Places that are drawn at most.
const PLACES: u32 = 200;

/// Disputes about where that are drawn at most.
const RIVALS: u32 = 6;

/// Places in the list below the map.
const LISTED: usize = 60;

/// Degrees of latitude that are shown around a place.
const AROUND: f64 = 6.0;

/// A place.
#[derive(Clone, Debug, Serialize)]
struct PlaceView {
    id: String,
    name: String,
    country: Option<String>,
    geonames: Option<u32>,
    /// What GeoNames calls it, where that is another name.
    gazetteer_name: Option<String>,
    lat: f64,
    lon: f64,
    documents: u64,
}

impl From<PlaceLine> for PlaceView {
    fn from(line: PlaceLine) -> Self {
        Self {
            id: line.id.to_string(),
            name: line.name,
            country: line.country,
            geonames: line.geonames,
            gazetteer_name: line.gazetteer_name,
            lat: line.lat,
            lon: line.lon,
            documents: line.n_documents,
        }
    }
}

/// A dispute about where.
#[derive(Serialize)]
struct RivalView {
    number: usize,
    dispute: String,
    question: String,
    /// Name, entity and number of claims of each place.
    places: Vec<(String, String, u64)>,
}

#[derive(Template, Serialize)]
#[template(path = "map.html")]
struct MapPage {
    #[serde(skip)]
    ui: Ui,
    /// West, south, east, north.
    frame: [f64; 4],
    places: Vec<PlaceView>,
    /// Places beyond those that are listed.
    n_more: usize,
    countries: Vec<(String, u64)>,
    rivals: Vec<RivalView>,
    #[serde(skip)]
    closer: String,
    #[serde(skip)]
    wider: String,
    #[serde(skip)]
    drawing: String,
    #[serde(skip)]
    narrow: String,
}

/// All that maps are made of.
pub struct Places {
    marks: Vec<Mark>,
    tints: Vec<Tint>,
    rivals: Vec<(Rivals, RivalPlaces)>,
}

impl Places {
    /// Reads them.
    pub fn of(case: &Case, ui: &Ui, most: u32) -> Result<Self, PageError> {
        let marks = case.places(most)?.into_iter().map(|place| Mark {
            id: place.id.to_string(),
            name: place.name,
            lat: place.lat,
            lon: place.lon,
            is_settlement: place.geonames.is_some(),
            n_documents: place.n_documents,
            is_wanted: false,
        });
        let tints = case.countries()?.into_iter().map(|country| Tint {
            name: country_name(ui, &country.country),
            href: entity_href(country.id.as_str()),
            code: country.country,
            n_documents: country.n_documents,
        });
        let mut rivals = Vec::new();
        for found in case.rival_places(RIVALS)? {
            let Some(line) = case.dispute_line(found.dispute.as_str())? else { continue };
            let drawn = Rivals {
                number: rivals.len() + 1,
                question: question(ui, &line),
                href: format!("/dispute/{}", in_address(found.dispute.as_str())),
                places: found.places.iter().map(|place| (place.lon, place.lat)).collect(),
            };
            rivals.push((drawn, found));
        }
        Ok(Self { marks: marks.collect(), tints: tints.collect(), rivals })
    }

    /// True where there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty() && self.tints.is_empty()
    }

    /// The drawing of a frame, else of most of the places, and the frame that it shows.
    pub fn draw(&self, ui: &Ui, id: &str, size: (f64, f64), frame: Option<Frame>) -> (String, Frame) {
        let frame = frame.or_else(|| Frame::around_most(&self.marks)).unwrap_or(Frame::WORLD);
        let rivals: Vec<Rivals> = self.rivals.iter().map(|(drawn, _)| drawn.clone()).collect();
        Map { frame, size, tints: &self.tints, marks: &self.marks, rivals: &rivals }.draw(ui, id)
    }
}

fn question(ui: &Ui, line: &DisputeLine) -> String {
    if ui.lang == Lang::Fr { line.french.clone() } else { line.english.clone() }
}

/// The page; `?box=` shows a piece of the world, `?place=` what lies around a place.
pub fn page(case: &Case, ask: &Ask) -> Result<Answer, PageError> {
    let ui = &ask.ui;
    let mut all = Places::of(case, ui, PLACES)?;
    let mut frame = ask.get("box").and_then(Frame::of);
    if let Some(id) = ask.get("place")
        && let Some(row) = case.entity_row(id)?
        && let Some(place) = row.place
    {
        frame = frame.or(Some(Frame::around(place.lat, place.lon, AROUND)));
        match all.marks.iter_mut().find(|mark| mark.id == id) {
            Some(mark) => mark.is_wanted = true,
            None => all.marks.push(Mark {
                id: row.id.to_string(),
                name: row.name,
                lat: place.lat,
                lon: place.lon,
                is_settlement: place.geonames.is_some(),
                n_documents: row.n_documents,
                is_wanted: true,
            }),
        }
    }
    let (narrow, _) = all.draw(ui, "map-narrow", (340.0, 400.0), frame);
    let (drawing, frame) = all.draw(ui, "map", (960.0, 600.0), frame);
    let mut places: Vec<PlaceView> = case
        .places(PLACES)?
        .into_iter()
        .filter(|place| frame.holds(place.lat, place.lon))
        .map(Into::into)
        .collect();
    let n_more = places.len().saturating_sub(LISTED);
    places.truncate(LISTED);
    let rivals = all.rivals.iter().map(|(drawn, found)| RivalView {
        number: drawn.number,
        dispute: found.dispute.to_string(),
        question: drawn.question.clone(),
        places: found
            .places
            .iter()
            .map(|place| (place.name.clone(), place.id.to_string(), place.n_claims))
            .collect(),
    });
    answer(&MapPage {
        frame: [frame.west, frame.south, frame.east, frame.north],
        places,
        n_more,
        countries: all.tints.iter().map(|tint| (tint.code.clone(), tint.n_documents)).collect(),
        rivals: rivals.collect(),
        closer: frame.scaled(0.5).in_address(),
        wider: frame.scaled(2.0).in_address(),
        drawing,
        narrow,
        ui: ui.clone(),
    })
}

impl MapPage {
    fn degrees(&self, place: &PlaceView) -> String {
        degrees(&self.ui, place.lat, place.lon)
    }

    fn country(&self, code: &str) -> String {
        country_name(&self.ui, code)
    }
}
