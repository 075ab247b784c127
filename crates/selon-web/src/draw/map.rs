//! Places on a map: own outlines, equirectangular with the middle's width, nothing from elsewhere.
//!
//! A settlement of the gazetteer is a dot, as large as many articles name it; a region, a river or a camp, of which
//! only a point inside is known, a broken ring; a country that is named is tinted as a whole, for no point stands
//! for it. Rival places of one dispute are ringed strong and tied by a numbered line. Names are set where they
//! cover no other; those that find no room stand in the list below the map.

use super::outline::{Outline, Point, outlines};
use super::{Svg, clip};
use crate::Lang;
use crate::html::isolated;
use crate::ui::Ui;

/// What part of the world is shown, in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    pub west: f64,
    pub south: f64,
    pub east: f64,
    pub north: f64,
}

/// A place to be drawn.
#[derive(Clone, Debug)]
pub struct Mark {
    pub id: String,
    pub name: String,
    pub lat: f64,
    pub lon: f64,
    /// A point of a settlement; else of something larger.
    pub is_settlement: bool,
    pub n_documents: u64,
    /// It was asked for.
    pub is_wanted: bool,
}

/// Rival places: places of the answers to one question, by answer.
#[derive(Clone, Debug)]
pub struct Rivals {
    pub number: usize,
    pub question: String,
    pub href: String,
    /// Degrees east and north.
    pub places: Vec<(f64, f64)>,
}

/// A country that is named.
#[derive(Clone, Debug)]
pub struct Tint {
    pub code: String,
    pub name: String,
    pub href: String,
    pub n_documents: u64,
}

/// The least height of a frame, in degrees: outlines are no finer.
const LEAST: f64 = 1.5;

/// Pixels between points of an outline that are drawn, and how many more a degree of width: a map of the world comes
/// to 90 kB so.
const STEP: (f64, f64) = (1.4, 1.0 / 330.0);

/// Pixels beyond the frame in which outlines go on.
const MARGIN: f64 = 6.0;

/// Radii of settlements.
const RADIUS: (f64, f64) = (3.0, 10.0);

/// Pixels of a letter at the sizes of the style sheet.
const LETTER: f64 = 7.3;

impl Frame {
    /// The whole world but for the far south.
    pub const WORLD: Frame = Frame { west: -180.0, south: -58.0, east: 180.0, north: 84.0 };

    /// Around a point.
    pub fn around(lat: f64, lon: f64, height: f64) -> Self {
        Frame { west: lon, south: lat - height / 2.0, east: lon, north: lat + height / 2.0 }
    }

    /// What `west,south,east,north` says, where that is a piece of the world.
    pub fn of(words: &str) -> Option<Self> {
        let numbers: Vec<f64> = words.split(',').filter_map(|part| part.trim().parse().ok()).collect();
        let [west, south, east, north] = numbers[..] else { return None };
        let is_there = |value: f64, most: f64| value.is_finite() && value.abs() <= most;
        (is_there(west, 180.0) && is_there(east, 180.0) && is_there(south, 90.0) && is_there(north, 90.0))
            .then_some(Frame { west, south, east, north })
            .filter(|frame| frame.west < frame.east && frame.south < frame.north)
    }

    /// Around most of the places: a twentieth of what is counted lies beyond each side at most.
    pub fn around_most(marks: &[Mark]) -> Option<Self> {
        let edge = |of: fn(&Mark) -> f64, share: f64| {
            let mut at: Vec<(f64, f64)> =
                marks.iter().map(|mark| (of(mark), mark.n_documents as f64)).collect();
            at.sort_by(|a, b| a.0.total_cmp(&b.0));
            let all: f64 = at.iter().map(|(_, n)| n).sum();
            let mut sum = 0.0;
            at.iter().find_map(|(value, n)| {
                sum += n;
                (sum >= all * share).then_some(*value)
            })
        };
        let (west, east) = (edge(|mark| mark.lon, 0.05)?, edge(|mark| mark.lon, 0.95)?);
        let (south, north) = (edge(|mark| mark.lat, 0.05)?, edge(|mark| mark.lat, 0.95)?);
        let pad = |from: f64, to: f64| (to - from) * 0.18 + 0.4;
        let (x, y) = (pad(west, east), pad(south, north));
        Some(Frame { west: west - x, south: south - y, east: east + x, north: north + y })
    }

    /// The frame, larger by `factor`.
    #[must_use]
    pub fn scaled(self, factor: f64) -> Self {
        let (x, y) = ((self.west + self.east) / 2.0, (self.south + self.north) / 2.0);
        let (w, h) = ((self.east - self.west) / 2.0 * factor, (self.north - self.south) / 2.0 * factor);
        Frame { west: x - w, south: y - h, east: x + w, north: y + h }.inside()
    }

    fn inside(self) -> Self {
        let Frame { west, south, east, north } = self;
        Frame {
            west: west.max(-180.0),
            south: south.max(-85.0),
            east: east.min(180.0),
            north: north.min(85.0),
        }
    }

    /// Larger until it has the shape of a drawing of this width and height; of the whole world the drawing is lower.
    fn shaped(self, (width, height): (f64, f64)) -> (Self, (f64, f64)) {
        let Frame { west, south, east, north } = self;
        let (x, y) = ((west + east) / 2.0, (south + north) / 2.0);
        let squeeze = y.to_radians().cos().max(0.2);
        let h = (north - south).max((east - west) * squeeze * height / width).max(LEAST);
        let w = h * width / height / squeeze;
        if w >= 330.0 {
            let world = Self::WORLD;
            return (world, (width, width * (world.north - world.south) / (world.east - world.west)));
        }
        let frame = Frame { west: x - w / 2.0, south: y - h / 2.0, east: x + w / 2.0, north: y + h / 2.0 };
        (frame, (width, height))
    }

    /// As an address has it.
    pub fn in_address(self) -> String {
        format!("{:.2},{:.2},{:.2},{:.2}", self.west, self.south, self.east, self.north)
    }

    /// True where a point lies in it.
    pub fn holds(&self, lat: f64, lon: f64) -> bool {
        (self.south..=self.north).contains(&lat) && (self.west..=self.east).contains(&lon)
    }
}

/// Where degrees come to lie.
struct Projection {
    frame: Frame,
    x: f64,
    y: f64,
}

impl Projection {
    fn new(frame: Frame, (width, height): (f64, f64)) -> Self {
        Self { x: width / (frame.east - frame.west), y: height / (frame.north - frame.south), frame }
    }

    fn at(&self, lon: f64, lat: f64) -> (f64, f64) {
        ((lon - self.frame.west) * self.x, (self.frame.north - lat) * self.y)
    }
}

/// What a map shows.
pub struct Map<'a> {
    pub frame: Frame,
    pub size: (f64, f64),
    pub tints: &'a [Tint],
    pub marks: &'a [Mark],
    pub rivals: &'a [Rivals],
}

impl Map<'_> {
    /// The drawing and the frame that it shows.
    pub fn draw(&self, ui: &Ui, id: &str) -> (String, Frame) {
        let (frame, size) = self.frame.shaped(self.size);
        let (width, height) = size;
        let to = Projection::new(frame, size);
        let mut svg = Svg::default();
        let mut room = Room { taken: Vec::new(), size };
        svg.push(&format!("<rect width=\"{width}\" height=\"{height}\" class=\"sea\"/>"));
        let mut names = Vec::new();
        for outline in outlines() {
            let Some((path, largest)) = path(outline, &to, size) else { continue };
            let tint = self.tints.iter().find(|tint| !outline.code.is_empty() && tint.code == outline.code);
            match tint {
                Some(tint) => {
                    let told = format!(
                        "{}{} {}",
                        isolated(&tint.name),
                        ui.colon(),
                        ui.n("articles", tint.n_documents)
                    );
                    svg.link(&tint.href, &told);
                    svg.push(&format!("<path d=\"{path}\" class=\"land named\"/>"));
                    svg.end_link();
                }
                None => svg.push(&format!("<path d=\"{path}\" class=\"land\"/>")),
            }
            if !outline.code.is_empty() {
                let name = tint
                    .map_or_else(|| crate::views::country_name(ui, &outline.code), |tint| tint.name.clone());
                names.push((name, largest));
            }
        }
        let most = self.marks.iter().map(|mark| mark.n_documents).max().unwrap_or(1).max(1) as f64;
        let shown: Vec<(&Mark, f64, f64, f64)> = self
            .marks
            .iter()
            .filter(|mark| frame.holds(mark.lat, mark.lon))
            .map(|mark| {
                let (x, y) = to.at(mark.lon, mark.lat);
                let share = (mark.n_documents as f64 / most).sqrt();
                let radius = RADIUS.0 + (RADIUS.1 - RADIUS.0) * share;
                (mark, x, y, if mark.is_settlement { radius } else { radius + 5.0 })
            })
            .collect();
        for (_, x, y, r) in &shown {
            room.taken.push([x - r, y - r, x + r, y + r]);
        }
        self.tie_rivals(&mut svg, &to, &mut room);
        for (mark, x, y, r) in &shown {
            let told =
                format!("{}{} {}", isolated(&mark.name), ui.colon(), ui.n("articles", mark.n_documents));
            svg.link(&crate::views::entity_href(&mark.id), &told);
            let class = if mark.is_settlement { "dot" } else { "region" };
            svg.push(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{r:.1}\" class=\"{class}\"/>"));
            if mark.is_wanted {
                svg.push(&format!(
                    "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{:.1}\" class=\"wanted\"/>",
                    r + 5.0
                ));
            }
            if let Some((tx, ty, end)) = room.beside(*x, *y, *r, &mark.name) {
                svg.text(tx, ty, if end { "place end" } else { "place" }, &clip(&mark.name, 28));
            }
            svg.end_link();
        }
        names.sort_by(|a, b| b.1.2.total_cmp(&a.1.2));
        for (name, (x, y, area)) in names {
            let wide = name.chars().count() as f64 * LETTER * 1.15;
            if area > wide * wide * 0.35 && room.centred(x, y, wide) {
                svg.text(x, y + 5.0, "country", &name);
            }
        }
        let told: Vec<String> = shown
            .iter()
            .take(40)
            .map(|(mark, ..)| {
                let at = degrees(ui, mark.lat, mark.lon);
                format!(
                    "{} ({at}){} {}",
                    isolated(&mark.name),
                    ui.colon(),
                    ui.n("articles", mark.n_documents)
                )
            })
            .collect();
        (svg.finish(id, size, ui.t("nav.map"), &told.join("; ")), frame)
    }

    fn tie_rivals(&self, svg: &mut Svg, to: &Projection, room: &mut Room) {
        for rivals in self.rivals {
            let points: Vec<(f64, f64)> = rivals.places.iter().map(|(lon, lat)| to.at(*lon, *lat)).collect();
            let is_seen = points.iter().any(|(x, y)| room.has(*x, *y));
            let Some((first, others)) = points.split_first().filter(|_| is_seen) else { continue };
            svg.link(&rivals.href, &rivals.question);
            for (x, y) in others {
                // Bent, so that lines between the same places do not lie on each other.
                let bend = 0.12 + 0.05 * rivals.number as f64;
                let (mx, my) =
                    ((first.0 + x) / 2.0 - (y - first.1) * bend, (first.1 + y) / 2.0 + (x - first.0) * bend);
                svg.push(&format!(
                    "<path d=\"M{:.1} {:.1}Q{mx:.1} {my:.1} {x:.1} {y:.1}\" class=\"tie shared\"/>",
                    first.0, first.1
                ));
            }
            for (x, y) in &points {
                svg.push(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"13\" class=\"rival-place\"/>"));
            }
            let (x, y) = first;
            let (x, y) = (x - 13.0, y - 13.0);
            svg.push(&format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"9\" class=\"plate\"/>"));
            svg.text(x, y + 5.0, "number", &rivals.number.to_string());
            svg.end_link();
            room.taken.push([x - 9.0, y - 9.0, x + 9.0, y + 9.0]);
        }
    }
}

/// Where words are already.
struct Room {
    taken: Vec<[f64; 4]>,
    size: (f64, f64),
}

impl Room {
    fn has(&self, x: f64, y: f64) -> bool {
        (0.0..=self.size.0).contains(&x) && (0.0..=self.size.1).contains(&y)
    }

    /// Takes a box where it lies inside and meets no other.
    fn take(&mut self, area: [f64; 4]) -> bool {
        let [west, north, east, south] = area;
        let is_free = self.has(west, north)
            && self.has(east, south)
            && !self.taken.iter().any(|[w, n, e, s]| west < *e && *w < east && north < *s && *n < south);
        if is_free {
            self.taken.push(area);
        }
        is_free
    }

    /// Where a name can stand beside a mark: right, left, above, below; and whether it ends there.
    fn beside(&mut self, x: f64, y: f64, r: f64, name: &str) -> Option<(f64, f64, bool)> {
        let wide = clip(name, 28).chars().count() as f64 * LETTER;
        let gap = r + 4.0;
        for (tx, ty, end) in [
            (x + gap, y + 5.0, false),
            (x - gap, y + 5.0, true),
            (x - wide / 2.0, y - gap - 2.0, false),
            (x - wide / 2.0, y + gap + 12.0, false),
        ] {
            let west = if end { tx - wide } else { tx };
            if self.take([west, ty - 12.0, west + wide, ty + 4.0]) {
                return Some((tx, ty, end));
            }
        }
        None
    }

    fn centred(&mut self, x: f64, y: f64, wide: f64) -> bool {
        self.take([x - wide / 2.0, y - 9.0, x + wide / 2.0, y + 9.0])
    }
}

/// The visible part of an outline as a path, with the middle and the size of its largest piece.
fn path(
    outline: &Outline,
    to: &Projection,
    (width, height): (f64, f64),
) -> Option<(String, (f64, f64, f64))> {
    let [west, south, east, north] = outline.bounds.map(f64::from);
    let frame = to.frame;
    if west > frame.east || east < frame.west || south > frame.north || north < frame.south {
        return None;
    }
    let mut path = String::new();
    let mut largest = (0.0, 0.0, 0.0);
    let step = STEP.0 + STEP.1 * (frame.east - frame.west);
    for ring in &outline.rings {
        let ring = clipped(ring, to, (width, height));
        if ring.len() < 3 {
            continue;
        }
        let (x, y, area) = middle(&ring);
        // What is smaller than a dot is none.
        if area < 2.0 * step {
            continue;
        }
        if area > largest.2 {
            largest = (x, y, area);
        }
        // Tenths of a pixel from point to point: half as long as whole places.
        let mut last: Option<(f64, f64)> = None;
        let mut at = (0_i64, 0_i64);
        for (x, y) in ring {
            if last.is_some_and(|last| (x - last.0).hypot(y - last.1) < step) {
                continue;
            }
            let to = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
            let (dx, dy) = if last.is_some() { (to.0 - at.0, to.1 - at.1) } else { to };
            path.push(if last.is_some() { 'l' } else { 'M' });
            tenths(&mut path, dx);
            if dy >= 0 {
                path.push(' ');
            }
            tenths(&mut path, dy);
            (last, at) = (Some((x, y)), to);
        }
        path.push('z');
    }
    (!path.is_empty()).then_some((path, largest))
}

/// A number of tenths as SVG has it: `12`, `-3.5`.
fn tenths(path: &mut String, n: i64) {
    let (whole, part) = (n.abs() / 10, n.abs() % 10);
    let sign = if n < 0 { "-" } else { "" };
    let shown = if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") };
    path.push_str(&shown);
}

/// A ring on the drawing, cut at its edges (Sutherland and Hodgman 1974, one edge after the other).
fn clipped(ring: &[Point], to: &Projection, (width, height): (f64, f64)) -> Vec<(f64, f64)> {
    let mut ring: Vec<(f64, f64)> =
        ring.iter().map(|[lon, lat]| to.at(f64::from(*lon), f64::from(*lat))).collect();
    // Of each edge: which coordinate, where, and on which side lies what stays.
    for (axis, at, sign) in
        [(0, -MARGIN, 1.0), (0, width + MARGIN, -1.0), (1, -MARGIN, 1.0), (1, height + MARGIN, -1.0)]
    {
        let value = |point: &(f64, f64)| if axis == 0 { point.0 } else { point.1 };
        let is_in = |point: &(f64, f64)| (value(point) - at) * sign >= 0.0;
        if ring.iter().all(is_in) {
            continue;
        }
        let mut kept = Vec::with_capacity(ring.len());
        for i in 0..ring.len() {
            let (from, point) = (ring[(i + ring.len() - 1) % ring.len()], ring[i]);
            if is_in(&from) != is_in(&point) {
                let share = (at - value(&from)) / (value(&point) - value(&from));
                kept.push((from.0 + (point.0 - from.0) * share, from.1 + (point.1 - from.1) * share));
            }
            if is_in(&point) {
                kept.push(point);
            }
        }
        ring = kept;
    }
    ring
}

/// The middle of a ring and its area.
fn middle(ring: &[(f64, f64)]) -> (f64, f64, f64) {
    let (mut x, mut y, mut twice) = (0.0, 0.0, 0.0);
    for i in 0..ring.len() {
        let (a, b) = (ring[i], ring[(i + 1) % ring.len()]);
        let cross = a.0 * b.1 - b.0 * a.1;
        x += (a.0 + b.0) * cross;
        y += (a.1 + b.1) * cross;
        twice += cross;
    }
    if twice.abs() < f64::EPSILON {
        return (0.0, 0.0, 0.0);
    }
    (x / (3.0 * twice), y / (3.0 * twice), twice.abs() / 2.0)
}

/// Degrees as people write them.
pub fn degrees(ui: &Ui, lat: f64, lon: f64) -> String {
    let number = |value: f64| {
        let number = format!("{:.2}", value.abs());
        if ui.lang == Lang::Fr { number.replace('.', ",") } else { number }
    };
    let (north, east) = (if lat < 0.0 { "S" } else { "N" }, if lon < 0.0 { ui.t("map.west") } else { "E" });
    format!("{}° {north}, {}° {east}", number(lat), number(lon))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(name: &str, lat: f64, lon: f64, n_documents: u64) -> Mark {
        Mark {
            id: "e1".to_owned(),
            name: name.to_owned(),
            lat,
            lon,
            is_settlement: true,
            n_documents,
            is_wanted: false,
        }
    }

    #[test]
    fn the_frame_holds_most_and_not_what_lies_far_off() {
        let mut marks = vec![mark("A", 16.0, -3.0, 40), mark("B", 17.0, -1.0, 40), mark("C", 15.0, -2.0, 40)];
        marks.push(mark("Afar", -33.0, 151.0, 1));
        let frame = Frame::around_most(&marks).unwrap();
        assert!(marks[..3].iter().all(|mark| frame.holds(mark.lat, mark.lon)));
        assert!(!frame.holds(-33.0, 151.0));
        assert_eq!(Frame::around_most(&[]), None);
    }

    #[test]
    fn addresses_say_frames() {
        assert_eq!(Frame::of("1,2,3,4"), Some(Frame { west: 1.0, south: 2.0, east: 3.0, north: 4.0 }));
        for wrong in ["", "1,2,3", "3,2,1,4", "1,2,3,NaN", "1,2,3,inf", "-999,0,1,1"] {
            assert_eq!(Frame::of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_map_draws_land_places_and_ties_and_escapes_names() {
        let marks = [mark("<b>Kesh", 16.0, -3.0, 4), mark("Tolv", 17.0, -1.0, 2)];
        let rivals = [Rivals {
            number: 1,
            question: "Où ?".to_owned(),
            href: "/dispute/d1".to_owned(),
            places: vec![(-3.0, 16.0), (-1.0, 17.0)],
        }];
        let map = Map {
            frame: Frame::around_most(&marks).unwrap(),
            size: (960.0, 600.0),
            tints: &[],
            marks: &marks,
            rivals: &rivals,
        };
        let (svg, frame) = map.draw(&Ui::default(), "map");
        assert!(
            svg.contains("class=\"land\"") && svg.contains("tie shared") && !svg.contains("<b>"),
            "{svg}"
        );
        assert!(frame.holds(16.0, -3.0));
        let (world, _) = Map { frame: Frame::WORLD, ..map }.draw(&Ui::default(), "map");
        assert!(world.len() < 110_000, "{}", world.len());
    }
}
