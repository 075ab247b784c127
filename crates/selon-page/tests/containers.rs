//! Containers: what they hold comes out, with its place; what is broken is named, and the rest is read.

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use selon_page::container::{Columns, Event, Item, Opened, Source, open};

/// A paragraph of invented news.
const NEWS: &str =
    "Le port de Valdombre a rouvert mardi, a annoncé la mairie, après six semaines de travaux.";

fn events_with(name: &str, bytes: &[u8], columns: &str) -> Vec<Event> {
    let source = Source::Seekable(Box::new(Cursor::new(bytes.to_vec())));
    match open(name, source, &columns.parse::<Columns>().unwrap()) {
        Opened::Container(events) => events.collect(),
        Opened::Page(_) => panic!("{name} is a page by itself"),
    }
}

fn events(name: &str, bytes: &[u8]) -> Vec<Event> {
    events_with(name, bytes, "")
}

fn items(events: &[Event]) -> Vec<&Item> {
    events
        .iter()
        .filter_map(|event| if let Event::Item(item) = event { Some(&**item) } else { None })
        .collect()
}

/// Names and messages of what could not be read.
fn faults(events: &[Event]) -> Vec<String> {
    let faults =
        events.iter().filter_map(|event| if let Event::Fault(fault) = event { Some(fault) } else { None });
    faults.map(|fault| format!("{}: {}", fault.name, fault.message)).collect()
}

fn words(item: &Item) -> String {
    String::from_utf8(item.bytes.clone()).unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A response record with a page.
fn record(address: &str, body: &str) -> Vec<u8> {
    record_of_length(address, body, None)
}

fn record_of_length(address: &str, body: &str, length: Option<usize>) -> Vec<u8> {
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{body}");
    let length = length.unwrap_or(http.len());
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2021-03-03T14:05:33Z\r\n\
         Content-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n{http}\r\n\r\n"
    )
    .into_bytes()
}

fn addresses(events: &[Event]) -> Vec<String> {
    items(events).iter().map(|item| item.doc.rsplit('/').next().unwrap().to_owned()).collect()
}

#[test]
fn records_of_an_archive_have_their_places() {
    let mut plain = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n".to_vec();
    let start = plain.len() as u64;
    plain.extend(record("https://a.example/1", NEWS));
    let events = events("a.warc", &plain);
    let items = items(&events);
    assert_eq!((items.len(), events.len()), (1, 1));
    assert_eq!(items[0].doc, "https://a.example/1");
    assert_eq!(words(items[0]), NEWS);
    assert_eq!(items[0].hints.retrieved.as_deref(), Some("2021-03-03T14:05"));
    assert_eq!(items[0].hints.content_type.as_deref(), Some("text/plain; charset=utf-8"));
    assert_eq!((items[0].place.offset, items[0].place.length), (start, plain.len() as u64 - start - 4));
}

#[test]
fn records_with_members_of_their_own_are_found_in_the_file_as_it_lies() {
    let members = [gzip(&record("https://a.example/1", NEWS)), gzip(&record("https://a.example/2", NEWS))];
    let events = events("a.warc.gz", &members.concat());
    assert_eq!(addresses(&events), ["1", "2"]);
    let place = items(&events)[1].place;
    assert_eq!((place.offset, place.length), (members[0].len() as u64, members[1].len() as u64));
    // And the place is enough to read the record again.
    let again = self::events("b", &members.concat()[place.offset as usize..]);
    assert_eq!(items(&again)[0].bytes, items(&events)[1].bytes);
}

#[test]
fn a_length_that_is_too_large_eats_nothing() {
    let mut archive = record_of_length("https://a.example/1", NEWS, Some(100_000));
    archive.extend(record("https://a.example/2", NEWS));
    archive.extend(record("https://a.example/3", NEWS));
    let events = events("a.warc", &archive);
    assert_eq!(addresses(&events), ["1", "2", "3"]);
    let first = items(&events)[0];
    assert_eq!(words(first), NEWS);
    assert_eq!(first.warnings[0].name, "warc-length");
    assert!(first.warnings[0].message.starts_with("expected 100000 bytes in the record at byte 0, found "));
    assert!(items(&events)[1].warnings.is_empty());
}

#[test]
fn a_length_that_is_too_small_loses_nothing() {
    let mut archive = record_of_length("https://a.example/1", NEWS, Some(70));
    archive.extend(record("https://a.example/2", NEWS));
    let events = events("a.warc", &archive);
    assert_eq!(addresses(&events), ["1", "2"]);
    assert_eq!(words(items(&events)[0]), NEWS);
    assert_eq!(items(&events)[0].warnings[0].name, "warc-length");
}

#[test]
fn a_length_of_exabytes_is_passed_over_without_the_memory() {
    let mut archive = record_of_length("https://a.example/1", NEWS, Some(usize::MAX));
    archive.extend(record("https://a.example/2", NEWS));
    let events = events("a.warc", &archive);
    assert_eq!(addresses(&events), ["1", "2"]);
}

#[test]
fn an_archive_that_ends_too_soon_gives_what_it_has() {
    let archive = [record("https://a.example/1", NEWS), record("https://a.example/2", NEWS)].concat();
    let events = events("a.warc", &archive[..archive.len() - 40]);
    assert_eq!(addresses(&events), ["1", "2"]);
    let last = items(&events)[1];
    assert!(NEWS.starts_with(words(last).as_str()) && last.bytes.len() > 20);
    assert_eq!(last.warnings[0].name, "warc-truncated");
}

#[test]
fn a_damaged_member_costs_itself() {
    let mut members: Vec<Vec<u8>> =
        (1..=3).map(|n| gzip(&record(&format!("https://a.example/{n}"), &NEWS.repeat(9)))).collect();
    let middle = members[1].len() / 2;
    let second = members[0].len();
    members[1][middle..middle + 12].fill(0xff);
    let events = events("a.warc.gz", &members.concat());
    let found = addresses(&events);
    assert!(found.contains(&"1".to_owned()) && found.contains(&"3".to_owned()), "{found:?}");
    let faults = faults(&events);
    let third = second + members[1].len();
    assert!(
        faults.iter().any(|fault| fault
            .starts_with(&format!("compressed-damaged: the gzip member at byte {second} is damaged"))
            && fault.ends_with(&format!("read on at byte {third}"))),
        "{faults:?}"
    );
}

#[test]
fn a_last_member_that_is_cut_is_said() {
    let members =
        [gzip(&record("https://a.example/1", NEWS)), gzip(&record("https://a.example/2", NEWS))].concat();
    let events = events("a.warc.gz", &members[..members.len() - 30]);
    assert_eq!(addresses(&events)[0], "1");
    assert!(
        faults(&events)
            .iter()
            .any(|fault| fault.starts_with("compressed-truncated: the gzip member at byte "))
    );
}

#[test]
fn what_stands_between_records_is_named() {
    let mut archive = record("https://a.example/1", NEWS);
    archive.extend(b"nonsense\r\n");
    archive.extend(record("https://a.example/2", NEWS));
    let events = events("a.warc", &archive);
    assert_eq!(addresses(&events), ["1", "2"]);
}

#[test]
fn digests_are_checked() {
    let page = String::from_utf8(record("https://a.example/1", NEWS)).unwrap();
    let wrong =
        page.replace("WARC-Date", "WARC-Payload-Digest: sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ\r\nWARC-Date");
    let events = events("a.warc", wrong.as_bytes());
    assert_eq!(items(&events)[0].warnings[0].name, "warc-digest");
}

#[test]
fn other_records_are_passed_over_and_revisits_counted() {
    let mut archive = Vec::new();
    for kind in ["request", "revisit", "metadata"] {
        archive.extend(
            format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: 2\r\n\r\nab\r\n\r\n")
                .into_bytes(),
        );
    }
    let picture =
        String::from_utf8(record("https://a.example/2", NEWS)).unwrap().replace("text/plain;", "image/gif;");
    archive.extend(picture.into_bytes());
    archive.extend(b"WARC/1.1\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 3\r\n\r\nUn.\r\n\r\n");
    let events = events("a.warc", &archive);
    assert_eq!(items(&events).len(), 1);
    assert!(items(&events)[0].doc.starts_with("a.warc#byte "));
    assert!(events.iter().any(|event| matches!(event, Event::Note(note) if note.name == "warc-revisit")));
}

#[test]
fn a_gzip_bomb_is_stopped() {
    let bomb = gzip(&vec![b' '; 100 << 20]);
    let events = events("a.jsonl.gz", &[gzip(b"{\"text\": \"Un.\"}\n"), bomb].concat());
    assert_eq!(items(&events).len(), 1);
    let faults = faults(&events);
    assert!(faults.iter().any(|fault| fault.starts_with("compressed-bomb: ")), "{faults:?}");
}

#[test]
fn zip_archives_are_opened_and_bombs_in_them_stopped() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("datapackage.json", options).unwrap();
    zip.write_all(b"{}").unwrap();
    zip.start_file("archive/b.warc.gz", options.compression_method(zip::CompressionMethod::Stored)).unwrap();
    zip.write_all(&gzip(&record("https://a.example/1", NEWS))).unwrap();
    zip.start_file("archive/a.warc", options).unwrap();
    zip.write_all(&record("https://a.example/2", NEWS)).unwrap();
    zip.start_file("archive/bomb.warc", options).unwrap();
    zip.write_all(&record("https://a.example/3", NEWS)).unwrap();
    zip.write_all(&vec![b' '; 100 << 20]).unwrap();
    zip.start_file("pages/pages.jsonl", options).unwrap();
    zip.write_all(b"{\"title\": \"no page\"}\n").unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let events = events("a.wacz", &bytes);
    assert_eq!(addresses(&events), ["2", "1", "3"]);
    assert!(
        faults(&events).iter().any(|fault| fault.starts_with("compressed-bomb")),
        "{:?}",
        faults(&events)
    );

    let torn = self::events("a.wacz", &bytes[..bytes.len() - 10]);
    assert!(faults(&torn)[0].starts_with("zip-broken: expected a zip archive"));
}

#[test]
fn lines_are_read_and_broken_ones_named() {
    let lines = format!(
        "{{\"url\": \"https://a.example/1\", \"text\": \"{NEWS}\", \"date\": \"3 mars 2021\"}}\n\
         {{\"text\": \"Un.\n\n[1, 2]\n{{\"title\": \"Sans texte\"}}\n{{\"content\": \"Deux.\", \"meta\": {{\"headline\": \"Titre\"}}}}"
    );
    let events = events("a.jsonl", lines.as_bytes());
    let found = items(&events);
    assert_eq!(found.len(), 2);
    assert_eq!(found[0].hints.published.as_deref(), Some("2021-03-03"));
    assert_eq!((found[1].doc.as_str(), words(found[1])), ("a.jsonl#6", "Deux.".to_owned()));
    assert_eq!(found[1].hints.title.as_deref(), Some("Titre"));
    let faults = faults(&events);
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(
        faults[0].starts_with("json-broken: expected a JSON object, found ")
            && faults[0].contains("(line 2, byte ")
    );
    assert!(faults[2].starts_with("no-text: expected a field “text” with words, found title (line 5, byte "));
}

#[test]
fn objects_over_several_lines_are_read() {
    let list = "[\n  {\"text\": \"Un {\\\"deux\\\"}.\"},\n  {\"text\": broken},\n  {\n    \"text\": \"Trois.\"\n  }\n]\n";
    let events = events("a.json", list.as_bytes());
    let found: Vec<String> = items(&events).into_iter().map(words).collect();
    assert_eq!(found, ["Un {\"deux\"}.", "Trois."]);
    assert!(faults(&events)[0].contains("(object 2, byte "), "{:?}", faults(&events));
}

#[test]
fn rows_are_read_and_ragged_ones_named() {
    let rows = format!(
        "titre;texte;date;lien\nLe port rouvre;\"{NEWS}\nSuite « ; » ici.\";2021-03-03;https://a.example/1\n\
         Trop court\nUn;Deux.;;;;\n\n;;;\nTrois;Trois.;;\n"
    );
    let events = events("a.csv", rows.as_bytes());
    let found = items(&events);
    assert_eq!(
        found.iter().map(|item| item.doc.as_str()).collect::<Vec<_>>(),
        ["https://a.example/1", "a.csv#3", "a.csv#4"]
    );
    assert!(words(found[0]).ends_with("Suite « ; » ici."));
    assert_eq!(found[0].hints.title.as_deref(), Some("Le port rouvre"));
    assert_eq!(found[1].warnings[0].name, "ragged-row");
    assert!(found[1].warnings[0].message.starts_with("expected 4 cells, found 6 (row 3, line "));
    let faults = faults(&events);
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].starts_with("no-text: expected words in the column “text”, found none (row 2, line "),
        "{faults:?}"
    );
    // The place is that of the row.
    let place = found[2].place;
    assert_eq!(
        &rows.as_bytes()[place.offset as usize..][..place.length as usize],
        "Trois;Trois.;;\n".as_bytes()
    );
}

#[test]
fn columns_are_what_the_user_says() {
    let events = events_with("a.csv", "a,b,c\nUn,Deux,https://a.example/1\n".as_bytes(), "text=b,url=c");
    assert_eq!(
        (words(items(&events)[0]).as_str(), items(&events)[0].doc.as_str()),
        ("Deux", "https://a.example/1")
    );
    let without = self::events("a.csv", b"a,b\n1,2\n");
    assert!(faults(&without)[0].starts_with("no-text: expected a column “text”, found a, b"));
}

const RSS: &str = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>La Gazette</title><link>https://g.example/</link>\
    <description>x</description><language>fr</language>\
    <item><title>Port &amp;eacute;largi</title><link>https://g.example/1</link><pubDate>Wed, 03 Mar 2021 14:05:00 +0100</pubDate>\
    <description>&lt;p&gt;Le port a rouvert.&lt;/p&gt;</description></item>\
    <item><title>Deux</title><link>https://g.example/2</link><pubDate>mercredi 3 mars 2021</pubDate>\
    <description>Sans balise.</description></item></channel></rss>";

#[test]
fn entries_of_a_feed_are_items() {
    let events = events("rss.xml", RSS.as_bytes());
    let found = items(&events);
    assert_eq!(
        found.iter().map(|item| item.doc.as_str()).collect::<Vec<_>>(),
        ["https://g.example/1", "https://g.example/2"]
    );
    let hints = &found[0].hints;
    assert_eq!(hints.title.as_deref(), Some("Port élargi"));
    assert_eq!(hints.published.as_deref(), Some("2021-03-03T14:05"), "the clock that the feed shows");
    assert_eq!((hints.outlet.as_deref(), hints.language.as_deref()), (Some("La Gazette"), Some("fr")));
    assert_eq!(hints.content_type.as_deref(), Some("text/html; charset=utf-8"));
    assert_eq!(words(found[0]), "<p>Le port a rouvert.</p>");
    assert_eq!(found[1].hints.published.as_deref(), Some("2021-03-03"), "a French date");
    assert!(found.iter().all(|item| item.is_extract && item.warnings.is_empty()));
}

#[test]
fn feeds_that_are_broken_are_mended_and_it_is_said() {
    let bare = RSS.replace("La Gazette", "Port & Mer");
    let cut = &RSS[..RSS.len() - 60];
    let dirty = RSS.replace("Sans balise", "Sans\u{8} balise");
    for (feed, n_entries, said) in [
        (bare.as_str(), 2, "bare ampersands were written out"),
        (cut, 1, "what stands behind the last whole entry was cut"),
        (&dirty, 2, "characters that XML does not allow were taken out"),
    ] {
        let events = events("rss.xml", feed.as_bytes());
        let found = items(&events);
        assert_eq!(found.len(), n_entries, "{said}: {:?}", faults(&events));
        if let Some(warning) = found[0].warnings.first() {
            assert_eq!(warning.name, "feed-repaired");
            assert!(warning.message.contains(said), "{}", warning.message);
        } else {
            assert!(feed != bare && feed != cut, "{said}");
        }
    }
}

#[test]
fn a_feed_that_is_no_feed_is_named() {
    let events = events("rss.xml", b"<rss version='2.0'><html><body>Erreur");
    assert!(faults(&events)[0].starts_with("feed-broken: expected a feed, found "), "{events:?}");
}

#[test]
fn json_feeds_are_feeds() {
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"G\", \"items\": [\
         {{\"id\": \"1\", \"url\": \"https://g.example/1\", \"content_text\": \"{NEWS}\"}}]}}"
    );
    let events = events("feed.json", feed.as_bytes());
    assert_eq!(
        (items(&events)[0].doc.as_str(), words(items(&events)[0]).as_str()),
        ("https://g.example/1", NEWS)
    );
}

#[test]
fn sitemaps_name_addresses() {
    let map = "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' \
        xmlns:news='x'><url><loc>https://g.example/1?a=1&amp;b=2</loc><news:news><news:publication><news:name>G</news:name>\
        <news:language>fr</news:language></news:publication><news:publication_date>2021-03-03T14:05:00+01:00</news:publication_date>\
        <news:title>Le port</news:title></news:news><image:image><image:loc>https://g.example/i.jpg</image:loc></image:image></url>\
        <url><loc>ftp://g.example/2</loc></url><url><loc>https://g.ex";
    let events = events("sitemap.xml", map.as_bytes());
    let Event::Link(link) = &events[0] else { panic!("{events:?}") };
    assert_eq!(link.address, "https://g.example/1?a=1&b=2");
    assert_eq!(
        (link.hints.title.as_deref(), link.hints.published.as_deref()),
        (Some("Le port"), Some("2021-03-03T14:05"))
    );
    let faults = faults(&events);
    assert!(faults[0].starts_with("no-address: ") && faults[1].starts_with("sitemap-"), "{faults:?}");
}

#[test]
fn saved_pages_are_taken_out_of_their_mail() {
    let mail = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://g.example/1\r\n\
        Date: Wed, 3 Mar 2021 14:05:00 -0000\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--b1\"\r\n\r\n\r\n\
        ----b1\r\nContent-Type: image/gif\r\nContent-Transfer-Encoding: base64\r\n\r\nR0lG\r\n\
        ----b1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\
        Content-Location: https://g.example/1\r\n\r\n<p>Le maire a d=C3=A9menti, lon=\r\nguement.</p>\r\n----b1--\r\n";
    let events = events("a.mhtml", mail.as_bytes());
    let item = items(&events)[0];
    assert_eq!(item.doc, "https://g.example/1");
    assert_eq!(words(item).trim(), "<p>Le maire a démenti, longuement.</p>");
    assert_eq!(item.hints.retrieved.as_deref(), Some("2021-03-03T14:05"));
}

#[test]
fn a_compressed_page_is_a_page() {
    let events = events("a.txt.gz", &gzip(NEWS.as_bytes()));
    assert_eq!((items(&events)[0].doc.as_str(), words(items(&events)[0]).as_str()), ("a.txt.gz", NEWS));
    let cut = gzip(NEWS.repeat(40).as_bytes());
    let cut = self::events("a.txt.gz", &cut[..cut.len() - 20]);
    assert_eq!(items(&cut)[0].warnings[0].name, "compressed-truncated");
}

#[test]
fn zstandard_is_opened() {
    let lines = ruzstd::encoding::compress_to_vec(
        &b"{\"text\": \"Un.\"}\n{\"text\": \"Deux.\"}\n"[..],
        ruzstd::encoding::CompressionLevel::Fastest,
    );
    assert_eq!(items(&events("a.jsonl.zst", &lines)).len(), 2);
    let two = [lines.clone(), lines.clone()].concat();
    assert_eq!(items(&events("a.jsonl.zst", &two)).len(), 4, "frames follow each other");
    let cut = events("a.jsonl.zst", &lines[..lines.len() - 8]);
    assert!(faults(&cut).iter().any(|fault| fault.starts_with("compressed-")), "{cut:?}");
}

#[test]
fn a_page_says_what_its_container_knows() {
    let line = format!(
        "{{\"text\": \"{NEWS}\", \"title\": \"Le port rouvre\", \"date\": \"2021-03-03\", \"source\": \"La Gazette\"}}\n"
    );
    let events = events("a.jsonl", line.as_bytes());
    let item = items(&events)[0];
    let article = selon_page::read(&item.bytes, &item.hints.input(&item.doc)).unwrap();
    assert_eq!(article.title.unwrap().value, "Le port rouvre");
    assert_eq!(article.published.unwrap().from, "2021-03-03");
    assert_eq!(article.outlet.unwrap().value, "La Gazette");
    assert_eq!(article.body.len(), 1, "the first paragraph is not taken for the headline");
    assert_eq!(article.language, Some("fr"));
}

#[test]
fn a_charset_that_lies_is_said() {
    let page = String::from_utf8(record("https://a.example/1", NEWS))
        .unwrap()
        .replace("charset=utf-8", "charset=iso-8859-1");
    let events = events("a.warc", page.as_bytes());
    let item = items(&events)[0];
    let article = selon_page::read(&item.bytes, &item.hints.input(&item.doc)).unwrap();
    assert!(article.text.as_str().contains("annoncé"));
    let warning = article.warnings.iter().find(|warning| warning.name == "wrong-charset").unwrap();
    assert_eq!(warning.message, "the content type says windows-1252, the bytes are UTF-8");
}
