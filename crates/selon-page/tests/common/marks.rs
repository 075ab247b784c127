//! An article as a text that a person can check: its facts, and its lines with their marks.

use selon_page::Article;
use selon_text::CharSpan;

/// The facts of an article, one a line, in the words of the case files.
pub fn facts(article: &Article) -> String {
    let mut facts = Vec::new();
    let mut push = |name: &str, value: String| facts.push(format!("{name}: {value}"));
    push("language", article.language.unwrap_or("-").to_owned());
    for (name, found) in [("outlet", &article.outlet), ("title", &article.title), ("byline", &article.byline)]
    {
        push(name, found.as_ref().map_or("-".to_owned(), |found| found.value.clone()));
    }
    let published = article.published.as_ref().map_or("-".to_owned(), |published| {
        let interval = if published.from == published.to {
            published.from.clone()
        } else {
            format!("{}..{}", published.from, published.to)
        };
        format!("{interval} {}", format!("{:?}", published.source).to_lowercase())
    });
    push("published", published);
    for date in &article.other_dates {
        push("other date", format!("{} {:?}", date.from, date.kind));
    }
    for credit in &article.credits {
        push("credit", credit.text.clone());
    }
    for warning in &article.warnings {
        push("warning", warning.name.to_owned());
    }
    facts.join("\n") + "\n"
}

/// The lines of an article's text, each with its mark: `title|`, `body|`, `boiler|`, `credit|`, `byline|`,
/// `date|`, or nothing before the bar.
pub fn marked_text(article: &Article) -> String {
    let mut marked = String::new();
    let mut start = 0;
    for line in article.text.as_str().split_inclusive('\n') {
        let n_chars = line.chars().count() as u32;
        let span = CharSpan::new(start, start + n_chars);
        marked.push_str(mark_of(article, span));
        marked.push('|');
        marked.push_str(line.trim_end_matches(['\n', '\r']));
        marked.push('\n');
        start += n_chars;
    }
    marked
}

fn mark_of(article: &Article, line: CharSpan) -> &'static str {
    let inside = |span: Option<CharSpan>| span.is_some_and(|span| line.contains(span));
    let any = |spans: &[CharSpan]| spans.iter().any(|span| line.contains(*span));
    if inside(article.title.as_ref().and_then(|title| title.span)) {
        "title"
    } else if any(&article.boilerplate) {
        "boiler"
    } else if any(&article.body) {
        "body"
    } else if inside(article.byline.as_ref().and_then(|byline| byline.span)) {
        "byline"
    } else if article.credits.iter().any(|credit| line.contains(credit.span)) {
        "credit"
    } else if inside(article.published.as_ref().and_then(|published| published.span))
        || article.other_dates.iter().any(|date| inside(date.span))
    {
        "date"
    } else {
        ""
    }
}
