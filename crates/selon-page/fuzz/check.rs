//! What holds of any article, whatever bytes it was read from.

use selon_page::Article;
use selon_text::CharSpan;

/// Panics where a span lies outside the text, or lines of the body overlap.
pub fn check(article: &Article) {
    let n_chars = article.text.n_chars();
    let is_in = |span: CharSpan| assert!(span.start <= span.end && span.end <= n_chars);
    let spans = article.body.iter().chain(&article.boilerplate).chain(&article.captions);
    spans.copied().for_each(is_in);
    article.links.iter().for_each(|link| is_in(link.span));
    article.credits.iter().for_each(|credit| (is_in(credit.span), is_in(credit.name)).1);
    article.other_dates.iter().filter_map(|date| date.span).for_each(is_in);
    article.published.iter().filter_map(|date| date.span).for_each(is_in);
    let found = [&article.title, &article.byline, &article.outlet];
    found.into_iter().flatten().filter_map(|found| found.span).for_each(is_in);
    for run in &article.runs {
        is_in(run.text);
        assert!(run.source.start <= run.source.end);
    }
    assert!(article.body.windows(2).all(|pair| pair[0].end <= pair[1].start));
}
