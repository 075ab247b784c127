//! PDF documents, made here byte by byte: their text in paragraphs, and what cannot be read by name.

#[path = "common/pdf.rs"]
mod pdf;

use std::io::Write;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use pdf::{Pdf, shown};
use selon_page::{Article, DateSource, Format, Input, PageError, read};
use selon_text::CharSpan;

/// A short article on one page, with a hyphen at the end of a line.
fn article() -> Pdf {
    let mut pdf = Pdf::new();
    pdf.lines(&[
        (18, 60, 780, "Le port de Valdombre rouvre après six semaines"),
        (10, 60, 750, "Publié le 3 mars 2021 à 14h05"),
        (10, 60, 720, "Le port de Valdombre a rouvert mardi, a annoncé la mairie, après six semaines de travaux"),
        (10, 60, 708, "et deux reports. Selon le porte-parole de la capitainerie, les bateaux de pêche ont accosté sans inci-"),
        (10, 60, 696, "dent dans la nuit, et le quai nord reste fermé jusqu’à la fin du mois, faute de lumière."),
        (10, 60, 672, "La préfecture, elle, n’a pas confirmé la date de la reprise du trafic des marchandises, dit-on au"),
        (10, 60, 660, "port, où trois cargos attendent depuis le début de la semaine dernière sans pouvoir entrer."),
    ]);
    pdf
}

fn found(bytes: &[u8]) -> Article {
    let article = read(bytes, &Input { name: Some("port.pdf"), ..Input::default() });
    let article = article.unwrap_or_else(|error| panic!("{error}"));
    in_bounds(&article);
    article
}

fn in_bounds(article: &Article) {
    let n_chars = article.text.n_chars();
    let is_in = |span: &CharSpan| span.start < span.end && span.end <= n_chars;
    assert!(article.body.iter().chain(&article.boilerplate).all(is_in));
    assert!(article.published.iter().filter_map(|date| date.span).all(|span| is_in(&span)));
    assert!(article.title.iter().filter_map(|title| title.span).all(|span| is_in(&span)));
}

fn words<'a>(article: &'a Article, spans: &[CharSpan]) -> Vec<&'a str> {
    spans.iter().map(|span| article.text.slice(*span).unwrap()).collect()
}

fn error(bytes: &[u8]) -> String {
    read(bytes, &Input::default()).err().map(|error| error.to_string()).unwrap_or_default()
}

#[test]
fn a_document_is_read_as_an_article() {
    let article = found(&article().bytes());
    assert_eq!((article.format, article.language), (Format::Pdf, Some("fr")));
    assert_eq!(article.title.as_ref().unwrap().value, "Le port de Valdombre rouvre après six semaines");
    let published = article.published.as_ref().unwrap();
    assert_eq!((published.from.as_str(), published.source), ("2021-03-03T14:05", DateSource::Declared));
    let body = words(&article, &article.body);
    assert_eq!(body.len(), 2, "{body:#?}");
    assert!(body[0].contains("accosté sans incident dans la nuit"), "{body:#?}");
    assert!(body[1].ends_with("sans pouvoir entrer."), "{body:#?}");
    assert!(article.runs.is_empty() && article.warnings.is_empty(), "{:?}", article.warnings);
}

#[test]
fn pages_have_their_place_and_running_heads_are_no_article() {
    let mut pdf = Pdf::new();
    let pages = [
        "La mairie de Valdombre a annoncé mardi soir que le port de la ville allait rouvrir dès le lendemain, et que les",
        "bateaux de pêche y accosteraient les premiers, avant les cargos qui attendent au large depuis trois semaines.",
    ];
    for (nth, line) in pages.iter().enumerate() {
        let number = format!("{}", nth + 1);
        pdf.lines(&[
            (8, 60, 810, "Bulletin du littoral, mars 2021"),
            (10, 60, 760, line),
            (8, 290, 30, &number),
        ]);
    }
    let article = found(&pdf.bytes());
    assert_eq!(words(&article, &article.body), [pages.join(" ")]);
    let heads = ["Bulletin du littoral, mars 2021", "1", "Bulletin du littoral, mars 2021", "2"];
    assert_eq!(words(&article, &article.boilerplate), heads);
    assert_eq!(article.text.as_str().matches('\u{c}').count(), 1);
}

#[test]
fn columns_are_read_one_after_the_other() {
    let mut pdf = Pdf::new();
    let lines: Vec<(String, String)> = (0..6)
        .map(|n| {
            (
                format!("La rive gauche a sa ligne numéro {n} et"),
                format!("La rive droite a sa ligne numéro {n} et"),
            )
        })
        .collect();
    let mut placed = Vec::new();
    for (n, (left, right)) in lines.iter().enumerate() {
        let y = 700 - 12 * n as u32;
        placed.push((10, 60, y, left.as_str()));
        placed.push((10, 320, y, right.as_str()));
    }
    pdf.lines(&placed);
    let article = found(&pdf.bytes());
    let text = article.text.as_str();
    assert!(text.rfind("gauche").unwrap() < text.find("droite").unwrap(), "{text}");
}

#[test]
fn the_day_on_which_it_was_made_is_a_guess() {
    let mut pdf = Pdf::new();
    pdf.lines(&[(
        10,
        60,
        700,
        "Le port de Valdombre a rouvert mardi, a annoncé la mairie, après six semaines de travaux.",
    )]);
    pdf.object("<< /CreationDate (D:20210304091500+01'00') /Title (Le port de Valdombre) >>");
    pdf.trailer = "/Info 6 0 R".to_owned();
    let article = found(&pdf.bytes());
    let published = article.published.unwrap();
    assert_eq!((published.from.as_str(), published.source), ("2021-03-04T09:15", DateSource::Guessed));
    assert_eq!(published.element, "pdf CreationDate");
    assert_eq!(article.title.unwrap().value, "Le port de Valdombre");
}

#[test]
fn what_wants_a_password_is_named() {
    let mut pdf = article();
    let key = "(0123456789abcdef0123456789abcdef)";
    pdf.trailer = format!("/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [(a) (a)]");
    assert_eq!(
        error(&pdf.bytes()),
        "expected a PDF that opens without a password, found one that is encrypted"
    );
}

#[test]
fn what_is_damaged_is_read_as_far_as_it_goes_or_named() {
    let whole = article().bytes();
    let table = whole.windows(4).position(|window| window == b"xref").unwrap();
    let article = found(&whole[..table]);
    assert_eq!(article.warnings[0].name, "pdf-repaired");
    assert_eq!(article.body.len(), 2);
    assert!(
        error(b"%PDF-1.7 ...").starts_with("expected a PDF that can be read, found "),
        "{}",
        error(b"%PDF-1.7 ...")
    );
    assert!(error(&whole[..60]).starts_with("expected a PDF that can be read, found "));
}

#[test]
fn pictures_of_pages_are_named() {
    let mut pdf = Pdf::new();
    for _ in 0..2 {
        let picture = pdf.stream(
            "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray",
            b"\0",
        );
        let content = pdf.stream("", b"q 595 0 0 842 0 0 cm /Im1 Do Q");
        pdf.page(content, &format!("/XObject << /Im1 {picture} 0 R >>"));
    }
    let named = "expected a PDF with a text layer, found 2 page(s) with 2 picture(s) and 0 letter(s) that it does not name";
    assert_eq!(error(&pdf.bytes()), named);
}

#[test]
fn letters_without_names_are_named() {
    let mut pdf = Pdf::new();
    let font = "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [<< /Type /Font /DW 500 >>] >>";
    let font = pdf.object(font);
    let content = pdf.stream("", format!("BT /F2 10 Tf <{}> Tj ET", "00050006".repeat(20)).as_bytes());
    pdf.page(content, &format!("/Font << /F2 {font} 0 R >>"));
    let error = read(&pdf.bytes(), &Input::default()).unwrap_err();
    assert!(matches!(error, PageError::PdfNoText { n_unknown: 40, .. }), "{error}");
}

#[test]
fn bombs_are_stopped() {
    let start = Instant::now();
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..256 {
        encoder.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let packed = encoder.finish().unwrap();
    let mut pdf = article();
    let bomb = pdf.stream("/Filter /FlateDecode", &packed);
    pdf.page(bomb, "");
    let article = found(&pdf.bytes());
    assert_eq!((article.body.len(), article.warnings[0].name), (2, "pdf-page"));
    // A form that draws itself twice, which is 2 to the 12th forms.
    let mut pdf = Pdf::new();
    let content = pdf
        .stream("", &shown(&[(10, 60, 700, "Le port de Valdombre a rouvert mardi, a annoncé la mairie.")]));
    let form = content + 2;
    pdf.page(content, "");
    let objects = format!("/Type /XObject /Subtype /Form /Resources << /XObject << /Fm {form} 0 R >> >>");
    assert_eq!(pdf.stream(&objects, b"/Fm Do /Fm Do"), form);
    let drawing = pdf.stream("", b"/Fm Do");
    pdf.page(drawing, &format!("/XObject << /Fm {form} 0 R >>"));
    assert_eq!(found(&pdf.bytes()).warnings[0].name, "pdf-cut");
    assert!(start.elapsed() < Duration::from_secs(60));
}

#[test]
fn no_damage_ends_in_a_panic() {
    let whole = article().bytes();
    let mut state = 1u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    };
    for _ in 0..200 {
        let mut bytes = whole.clone();
        for _ in 0..1 + next(8) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = next(256) as u8,
                1 => _ = bytes.remove(at),
                _ => bytes.truncate(at.max(9)),
            }
        }
        if let Ok(article) = read(&bytes, &Input::default()) {
            in_bounds(&article);
        }
    }
}
