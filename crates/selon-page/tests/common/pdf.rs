//! Small PDF documents, written by hand.

use std::io::Write;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// A document while it is put together: object 1 is the catalogue, 2 the page tree, 3 a font.
pub struct Pdf {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    /// What the trailer has beside size and root.
    pub trailer: String,
}

impl Pdf {
    pub fn new() -> Self {
        let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
        let objects = [Vec::new(), Vec::new(), font.as_bytes().to_vec()];
        Self { objects: objects.into(), pages: Vec::new(), trailer: String::new() }
    }

    /// Adds an object; its number.
    pub fn object(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    /// Adds a stream; its number.
    pub fn stream(&mut self, entries: &str, content: &[u8]) -> usize {
        let mut object = format!("<< {entries} /Length {} >>\nstream\n", content.len()).into_bytes();
        object.extend_from_slice(content);
        object.extend_from_slice(b"\nendstream");
        self.object(object)
    }

    /// Adds a page whose content is stream number `content`, with the resources `resources` beside the font.
    pub fn page(&mut self, content: usize, resources: &str) {
        let page = format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R \
             /Resources << /Font << /F1 3 0 R >> {resources} >> >>"
        );
        let page = self.object(page);
        self.pages.push(page);
    }

    /// Adds a page of lines: size, place from the left and from below, words.
    pub fn lines(&mut self, lines: &[(u32, u32, u32, &str)]) {
        let content = shown(lines);
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(&content).unwrap();
        let packed = encoder.finish().unwrap();
        let content = self.stream("/Filter /FlateDecode", &packed);
        self.page(content, "");
    }

    pub fn bytes(mut self) -> Vec<u8> {
        self.objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>".to_vec();
        let kids: String = self.pages.iter().map(|page| format!("{page} 0 R ")).collect();
        self.objects[1] =
            format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len()).into_bytes();
        let mut bytes = b"%PDF-1.5\n".to_vec();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", self.objects.len() + 1);
        for (nth, object) in self.objects.iter().enumerate() {
            table += &format!("{:010} 00000 n \n", bytes.len());
            bytes.extend_from_slice(format!("{} 0 obj\n", nth + 1).as_bytes());
            bytes.extend_from_slice(object);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let at = bytes.len();
        let trailer = format!("trailer\n<< /Size {} /Root 1 0 R {} >>", self.objects.len() + 1, self.trailer);
        bytes.extend_from_slice(format!("{table}{trailer}\nstartxref\n{at}\n%%EOF\n").as_bytes());
        bytes
    }
}

/// The operators that show lines, their words in Latin 1.
pub fn shown(lines: &[(u32, u32, u32, &str)]) -> Vec<u8> {
    let mut content = Vec::new();
    for (size, x, y, words) in lines {
        content.extend_from_slice(format!("BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm (").as_bytes());
        for c in words.chars() {
            if matches!(c, '(' | ')' | '\\') {
                content.push(b'\\');
            }
            content.push(u8::try_from(u32::from(c)).unwrap_or(if c == '’' { 0x92 } else { b'?' }));
        }
        content.extend_from_slice(b") Tj ET\n");
    }
    content
}
