//! Dates in the lines around a body, and in the elements that mark them: `<time>`, `itemprop`, hAtom.

use super::dates::{self, Candidate, Strength};
use super::marks::{N_ABOVE, Page, Places};
use super::tag::Tag;
use super::tree::NodeId;
use crate::date::{DateLabel, DayOrder, WrittenDate, may_have_numeric_date};
use crate::{DateKind, OtherDate};

impl Page<'_> {
    pub(super) fn push_dates(
        &self,
        idx: usize,
        dates: &[WrittenDate],
        strength: Strength,
        candidates: &mut Vec<Candidate>,
        others: &mut Vec<OtherDate>,
    ) {
        for date in dates.iter().filter(|date| date.from.len() >= 10) {
            let span = self.line_span(idx, date.range.clone());
            let kind = match date.label {
                Some(DateLabel::Update) => Some(DateKind::Update),
                Some(DateLabel::Crawl) => Some(DateKind::Crawl),
                Some(DateLabel::PageView) => Some(DateKind::PageView),
                Some(DateLabel::Other) => continue,
                _ => None,
            };
            let (from, to) = (date.from.clone(), date.to.clone());
            match kind {
                Some(kind) => {
                    others.push(OtherDate { kind, from, to, span: Some(span), element: "line".to_owned() })
                }
                None => {
                    let strength = if date.label.is_some() { Strength::Stated } else { strength };
                    candidates.push(Candidate { to, ..Candidate::new(strength, "line", from, Some(span)) });
                }
            }
        }
    }

    /// Dates of `<time>` and of what schema.org and the hAtom microformat mark.
    pub(super) fn time_elements(
        &self,
        places: &Places,
        order: DayOrder,
        candidates: &mut Vec<Candidate>,
        others: &mut Vec<OtherDate>,
    ) {
        let at = |line: usize| self.visible.lines.get(line).map_or(u32::MAX, |line| line.start);
        let from = at(places
            .title
            .as_ref()
            .map_or(places.under.start, |lines| lines.start.min(places.first))
            .saturating_sub(N_ABOVE));
        let body = at(places.second);
        let behind = self.visible.lines.get(places.last).map_or(0, |line| line.end);
        let behind_to = at(places.behind.end.max(places.last + 1));
        for id in 1..self.tree.nodes.len() as NodeId {
            let Some(tag) = self.tree.tag(id).filter(|tag| !tag.is_unseen()) else { continue };
            let (mut prop, mut class, mut datetime, mut is_pubdate) = ("", "", None, false);
            for (name, value) in self.tree.attributes(id) {
                match name.to_ascii_lowercase().as_str() {
                    "itemprop" => prop = value,
                    "class" => class = value,
                    "datetime" | "content" => datetime = datetime.or(Some(value)),
                    "title" if class.contains("published") => datetime = datetime.or(Some(value)),
                    "pubdate" => is_pubdate = true,
                    _ => {}
                }
            }
            let is_published = prop.eq_ignore_ascii_case("datePublished") || is_pubdate;
            let is_updated = prop.eq_ignore_ascii_case("dateModified");
            let by_class = |word: &str| class.split_whitespace().any(|part| part.eq_ignore_ascii_case(word));
            let is_hatom = by_class("published") || by_class("dt-published");
            let is_time = tag == Tag::Time;
            if tag == Tag::Meta || !(is_published || is_updated || is_hatom || is_time) {
                continue;
            }
            let range = self.visible.range_of(self.tree, id);
            let shown =
                range.map_or("", |(start, end)| self.visible.text[start as usize..end as usize].trim());
            let Some(value) = [datetime.unwrap_or_default(), shown]
                .into_iter()
                .find(|value| dates::moment(value).is_some())
            else {
                continue;
            };
            let span = range
                .filter(|(start, end)| start < end)
                .map(|(start, end)| self.span(start as usize, end as usize));
            let start = range.map(|(start, _)| start);
            let is_near = start.is_some_and(|start| (from..body).contains(&start));
            let is_behind = start.is_some_and(|start| (behind..behind_to).contains(&start));
            if is_updated || (by_class("updated") && !is_hatom) || class.contains("modified") {
                if !is_near && !is_behind && !is_updated {
                    continue;
                }
                let element = if is_updated { "itemprop dateModified" } else { "time" };
                let moment = dates::moment(value).unwrap_or_default();
                others.push(OtherDate {
                    kind: DateKind::Update,
                    to: moment.clone(),
                    from: moment,
                    span,
                    element: element.to_owned(),
                });
                continue;
            }
            let strength = match (is_published, is_hatom) {
                (true, _) if start.is_none() || is_near || is_behind => Strength::Stated,
                (_, true) if is_near || is_behind => Strength::Stated,
                _ if is_near => Strength::Placed,
                _ if is_behind || is_published => Strength::Guess,
                _ => continue,
            };
            let element = match (is_published, is_pubdate) {
                (true, false) => "itemprop datePublished",
                (true, true) => "time pubdate",
                _ => "time",
            };
            // A clock that is shown with the day is the page's, whatever its machine-readable twin says.
            let stated = Candidate::of(strength, element, value, order, span);
            let is_utc = stated.as_ref().is_some_and(|stated| stated.is_utc);
            let own = Some(shown).filter(|shown| !may_have_numeric_date(shown)).and_then(dates::moment);
            let own = own.filter(|own| own.len() > 10 || (is_utc && !value.starts_with(own.as_str())));
            candidates.extend(own.map(|own| Candidate::new(strength, element, own, span)).or(stated));
        }
    }
}

/// True for a short row of parts with bars between them of which one is a date: *3 March 2021 · 4 comments · filed under ports*.
pub(super) fn is_dated_row(words: &str, dates: &[WrittenDate]) -> bool {
    const BARS: &[char] = &['|', '·', '•', '/', '»'];
    if words.len() > 160 || !words.contains(BARS) {
        return false;
    }
    dates.iter().any(|date| {
        let before = words[..date.labelled_range.start].rsplit(BARS).next().unwrap_or_default();
        let behind = words[date.range.end..].split(BARS).next().unwrap_or_default();
        let n_words =
            |part: &str| part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).count();
        n_words(before) + n_words(behind) <= 2
    })
}
