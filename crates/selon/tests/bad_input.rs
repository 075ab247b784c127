//! What cannot be read is named, the rest is kept, and nothing is guessed.

mod common;

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use common::{ARTICLE, ENGLISH, Place, words_at};

/// A good article beside something bad: the bad one is named, the good one is added.
#[track_caller]
fn is_named(place: &Place, complaint: &str) {
    place.file("in/zz-good.txt", ARTICLE);
    let ran = place.run(&["add", "in"]).some_failed();
    assert!(ran.err.contains(complaint), "{}", ran.err);
    assert!(ran.err.contains("1 added, 0 unchanged, 1 failed"), "{}", ran.err);
    assert!(ran.out.starts_with("added        in/zz-good.txt"), "{}", ran.out);
    let ran = place.run(&["read", "--json", "in"]).some_failed();
    assert!(ran.err.contains(complaint) && ran.out.contains("in/zz-good.txt"), "{}", ran.err);
    let ran = place.run(&["annotate", "in"]).some_failed();
    assert!(ran.err.contains(complaint) && ran.out.contains("Vastrel-Info"), "{}", ran.err);
}

#[test]
fn a_binary_file() {
    let place = Place::new();
    place.file("in/photo", [0x7f, b'q', 0, 1, 2, 3, 0, 0, 9, 200, 0, 7]);
    is_named(&place, "selon: in/photo: expected plain text, found");
}

#[test]
fn an_empty_file() {
    let place = Place::new();
    place.file("in/empty.txt", "");
    is_named(&place, "selon: in/empty.txt: expected a text, found an empty file");
}

#[test]
fn a_pdf_that_is_none() {
    let place = Place::new();
    place.file("in/report.pdf", "%PDF-1.4\nno objects, no pages\n");
    is_named(&place, "selon: in/report.pdf: expected a PDF that can be read, found ");
}

#[test]
fn a_pdf_of_pictures() {
    let place = Place::new();
    let scan = "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] \
                /Count 1 >> endobj\n3 0 obj << /Type /Page /Parent 2 0 R >> endobj\ntrailer << /Root 1 0 R >>\n";
    place.file("in/scan.pdf", scan);
    is_named(
        &place,
        "selon: in/scan.pdf: expected a PDF with a text layer, found 1 page(s) with 0 picture(s)",
    );
}

#[test]
fn a_link_to_nothing() {
    let place = Place::new();
    fs::create_dir(place.path("in")).unwrap();
    symlink("gone.txt", place.path("in/link.txt")).unwrap();
    is_named(&place, "selon: in/link.txt: a link to nothing");
}

#[test]
fn a_folder_that_leads_back_to_itself() {
    let place = Place::new();
    fs::create_dir_all(place.path("in/deep")).unwrap();
    symlink("..", place.path("in/deep/back")).unwrap();
    is_named(&place, "selon: in/deep/back: a link that leads back to in, not followed");
}

#[test]
fn no_permission() {
    let place = Place::new();
    let path = place.file("in/closed.txt", ARTICLE);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        // The superuser may read everything; then so may the program.
        assert_eq!(place.run(&["add", "in"]).status, 0);
        return;
    }
    is_named(&place, "selon: in/closed.txt: no permission to read it");
}

#[test]
fn no_such_file() {
    let place = Place::new();
    let ran = place.run(&["read", "gone.txt"]).some_failed();
    assert_eq!(ran.err, "selon: gone.txt: no such file\n");
}

#[test]
fn a_socket_in_a_folder() {
    let place = Place::new();
    fs::create_dir(place.path("in")).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(place.path("in/socket")).unwrap();
    is_named(&place, "selon: in/socket: expected a file, found a device, socket or pipe");
}

#[test]
fn a_text_in_another_encoding_is_decoded_and_said() {
    let place = Place::new();
    let latin: Vec<u8> =
        ARTICLE.replace('’', "'").chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect();
    place.file("latin.txt", &latin);
    let ran = place.run(&["add", "latin.txt"]);
    assert!(ran.err.contains("selon: latin.txt: invalid-utf8: expected UTF-8, found 0x"), "{}", ran.err);
    ran.done();
    let documents = place.run(&["documents", "--json"]).json();
    assert!(documents[0]["text"].as_str().unwrap().contains("arrêtés lundi à Brizane"));
    assert_eq!(documents[0]["warnings"][0]["name"], "invalid-utf8");
}

#[test]
fn what_failed_is_part_of_the_case() {
    let place = Place::new();
    place.file("empty.txt", "");
    place.run(&["add", "empty.txt"]).some_failed();
    let before = fs::read(place.path("case.selon")).unwrap();
    place.run(&["add", "empty.txt"]).some_failed();
    assert_eq!(fs::read(place.path("case.selon")).unwrap(), before, "kept once");
}

#[test]
fn fifty_megabytes() {
    let place = Place::new();
    let english = ENGLISH.repeat(50_000_000 / ENGLISH.len() + 1);
    assert!(english.len() >= 50_000_000);
    place.file("long.txt", &english);
    let added = place.run(&["add", "long.txt"]).done();
    assert!(added.contains("its language is en"), "{added}");
    assert_eq!(place.run(&["documents"]).done().lines().count(), 2);
    let ran = place.run(&["annotate", "long.txt"]).some_failed();
    assert!(ran.err.contains("expected a text of at most 1000000 characters"), "{}", ran.err);
}

/// A long French text passes through in sections; what is found points at the same words as in a short one.
#[test]
fn a_book_is_read_in_sections() {
    let place = Place::new();
    let n_times = 600_000 / ARTICLE.len();
    let book = format!("{ARTICLE}\n").repeat(n_times);
    place.file("book.txt", &book);
    place.run(&["add", "book.txt"]).done();
    let attributions = place.run(&["read", "--json", "--only", "attributions", "book.txt"]).json();
    let of_radio: Vec<_> = attributions.iter().filter(|a| a["cue_text"] == "Selon").collect();
    assert_eq!(of_radio.len(), n_times, "none is lost at a cut between lines");
    let last = of_radio[n_times - 1];
    assert_eq!(words_at(&book, &last["source"]), "la radio Vastrel-Info");
    let ids: std::collections::BTreeSet<_> = attributions.iter().map(|a| a["id"].to_string()).collect();
    assert_eq!(ids.len(), attributions.len());
    let documents = place.run(&["documents", "--json"]).json();
    assert_eq!(documents[0]["attributions"].as_u64(), Some(attributions.len() as u64));
}
