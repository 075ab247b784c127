//! Any bytes as a page of HTML: nothing panics, and spans lie in the text.
#![no_main]

use selon_page::{Article, Input, read_html};
use selon_text::CharSpan;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let input = Input { name: Some("https://news.example/2021/03/03/a.html"), ..Input::default() };
    if let Ok(article) = read_html(bytes, &input) {
        check(&article);
    }
});

fn check(article: &Article) {
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
