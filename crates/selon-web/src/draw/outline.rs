//! Outlines of countries: `data/outlines.bin`, compiled in, taken apart once.
//!
//! Two lines of text (what it is, where it comes from), then numbers in LEB128, signed ones in zigzag: the unit in
//! millionths of a degree in both directions; arcs, each a number of points and the steps from one to the next in
//! units, the first from 180° W, 90° S; countries, each its code (two bytes, `--` where it has none), a number of
//! rings, and of each ring the number of its arcs and their indices, `!i` for an arc that runs backwards. Neighbours
//! share the arcs of their border.
//!
//! Cost: 80,000 points, about a millisecond, at the first map.

use std::sync::LazyLock;

const FILE: &[u8] = include_bytes!("../../data/outlines.bin");

/// Degrees east and north.
pub type Point = [f32; 2];

/// A country's outline.
#[derive(Debug)]
pub struct Outline {
    /// ISO 3166-1 alpha-2; empty where it has none.
    pub code: String,
    /// West, south, east, north.
    pub bounds: [f32; 4],
    /// Closed lines; what lies in an even number of them is outside.
    pub rings: Vec<Vec<Point>>,
}

static OUTLINES: LazyLock<Vec<Outline>> = LazyLock::new(|| read(FILE).unwrap_or_default());

/// The outlines of all countries.
pub fn outlines() -> &'static [Outline] {
    &OUTLINES
}

struct Numbers<'a>(&'a [u8]);

impl Numbers<'_> {
    fn next(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..63).step_by(7) {
            let (&byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// A count of things that take a byte each at least.
    fn count(&mut self) -> Option<usize> {
        let n = usize::try_from(self.next()?).ok()?;
        (n <= self.0.len()).then_some(n)
    }

    fn signed(&mut self) -> Option<i64> {
        let value = self.next()?;
        Some((value >> 1) as i64 ^ -((value & 1) as i64))
    }
}

fn read(file: &[u8]) -> Option<Vec<Outline>> {
    let body = file.strip_prefix(b"Selon outlines 1\n")?;
    let source = body.iter().position(|byte| *byte == b'\n')?;
    let mut numbers = Numbers(&body[source + 1..]);
    let unit = [numbers.next()? as f64 / 1e6, numbers.next()? as f64 / 1e6];
    let n_arcs = numbers.count()?;
    let mut arcs: Vec<Vec<Point>> = Vec::with_capacity(n_arcs);
    for _ in 0..n_arcs {
        let n_points = numbers.count()?;
        let (mut x, mut y) = (0_i64, 0_i64);
        let mut arc = Vec::with_capacity(n_points);
        for _ in 0..n_points {
            x = x.checked_add(numbers.signed()?)?;
            y = y.checked_add(numbers.signed()?)?;
            arc.push([(x as f64 * unit[0] - 180.0) as f32, (y as f64 * unit[1] - 90.0) as f32]);
        }
        arcs.push(arc);
    }
    let n_countries = numbers.count()?;
    let mut outlines = Vec::with_capacity(n_countries);
    for _ in 0..n_countries {
        let (code, rest) = numbers.0.split_at_checked(2)?;
        numbers.0 = rest;
        let code = std::str::from_utf8(code).ok()?.trim_matches('-').to_owned();
        let mut outline = Outline { code, bounds: [180.0, 90.0, -180.0, -90.0], rings: Vec::new() };
        for _ in 0..numbers.count()? {
            let mut ring: Vec<Point> = Vec::new();
            for _ in 0..numbers.count()? {
                let index = numbers.signed()?;
                let arc = arcs.get(usize::try_from(if index < 0 { !index } else { index }).ok()?)?;
                // An arc begins where the one before it ends.
                ring.pop();
                if index < 0 {
                    ring.extend(arc.iter().rev());
                } else {
                    ring.extend(arc);
                }
            }
            for ring in around_the_world(ring) {
                for [x, y] in &ring {
                    let [west, south, east, north] = outline.bounds;
                    outline.bounds = [west.min(*x), south.min(*y), east.max(*x), north.max(*y)];
                }
                outline.rings.push(ring);
            }
        }
        outlines.push(outline);
    }
    Some(outlines)
}

/// A ring without leaps from one edge of the map to the other: it goes on beyond 180°, and what does so comes twice,
/// once at each edge. A ring that runs around a pole is closed there.
fn around_the_world(mut ring: Vec<Point>) -> Vec<Vec<Point>> {
    let mut shift = 0.0;
    let mut last = ring.first().map_or(0.0, |[x, _]| *x);
    for [x, _] in &mut ring {
        let step = *x - last;
        last = *x;
        if step > 180.0 {
            shift -= 360.0;
        } else if step < -180.0 {
            shift += 360.0;
        }
        *x += shift;
    }
    if let (Some([first, _]), Some([end, y])) = (ring.first().copied(), ring.last().copied())
        && (end - first).abs() > 180.0
    {
        let pole = if y < 0.0 { -90.0 } else { 90.0 };
        ring.extend([[end, pole], [first, pole]]);
    }
    let shifted = |by: f32| ring.iter().map(|[x, y]| [x + by, *y]).collect();
    let (east, west) = (ring.iter().any(|[x, _]| *x > 180.0), ring.iter().any(|[x, _]| *x < -180.0));
    let other = east.then(|| shifted(-360.0)).or_else(|| west.then(|| shifted(360.0)));
    std::iter::once(ring).chain(other).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// True where a point lies inside an outline.
    fn holds(outline: &Outline, [x, y]: Point) -> bool {
        let mut crossings = 0;
        for ring in &outline.rings {
            for ends in ring.windows(2) {
                let [[x1, y1], [x2, y2]] = [ends[0], ends[1]];
                if (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1 {
                    crossings += 1;
                }
            }
        }
        crossings % 2 == 1
    }

    #[test]
    fn towns_lie_in_their_countries() {
        let all = outlines();
        assert!(all.len() > 200, "{}", all.len());
        for (code, point) in [
            ("FR", [2.35, 48.85]),
            ("SY", [39.01, 35.95]),
            ("BR", [-47.9, -15.8]),
            ("UA", [30.5, 50.45]),
            ("ML", [-3.0, 16.77]),
        ] {
            let inside: Vec<&str> = all
                .iter()
                .filter(|outline| holds(outline, point))
                .map(|outline| outline.code.as_str())
                .collect();
            assert_eq!(inside, [code]);
        }
    }

    #[test]
    fn no_outline_leaps_across_the_map() {
        for outline in outlines() {
            for ends in outline.rings.iter().flat_map(|ring| ring.windows(2)) {
                let is_pole = ends.iter().all(|[_, y]| y.abs() == 90.0);
                assert!((ends[0][0] - ends[1][0]).abs() < 180.0 || is_pole, "{}: {ends:?}", outline.code);
            }
        }
    }

    #[test]
    fn a_damaged_file_gives_nothing() {
        for n in [0, 10, 17, 40, 200, FILE.len() - 1] {
            assert!(read(&FILE[..n]).is_none(), "{n}");
        }
    }
}
