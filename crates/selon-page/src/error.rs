//! Why a page cannot be read at all. What can be read in part is read, with a [`Warning`](crate::Warning).

/// Why bytes are no article. The caller knows the file's name and puts it in front.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PageError {
    /// There is nothing to read.
    #[error("expected a text, found an empty file")]
    Empty,
    /// There is nothing to read but white space.
    #[error("expected a text, found only white space ({n_bytes} bytes)")]
    Blank {
        /// Size of the file in bytes.
        n_bytes: usize,
    },
    /// The bytes are of a format that is not text, or not plain text.
    #[error("expected plain text, found {found}")]
    Format {
        /// The format, with its article: *a PDF document*.
        found: &'static str,
    },
    /// The bytes are of no format known here, and no text.
    #[error("expected plain text, found a zero byte at byte {offset}")]
    Binary {
        /// Offset in bytes of the first zero byte.
        offset: usize,
    },
    /// A page of HTML shows no text: scripts fill it in a browser, or there is none.
    #[error("expected a page with text, found {n_elements} elements that show none ({n_bytes} bytes)")]
    NoText {
        /// Number of elements.
        n_elements: usize,
        /// Size of the page in bytes.
        n_bytes: usize,
    },
    /// A PDF that wants a password, or is locked in a way that is not known here.
    #[error("expected a PDF that opens without a password, found one that is encrypted")]
    PdfLocked,
    /// A PDF of which nothing can be read.
    #[error("expected a PDF that can be read, found {found}")]
    PdfDamaged {
        /// What is wrong with it.
        found: String,
    },
    /// A PDF that draws pictures of its pages, or letters without their names.
    #[error(
        "expected a PDF with a text layer, found {n_pages} page(s) with {n_pictures} picture(s) and {n_unknown} letter(s) \
         that it does not name"
    )]
    PdfNoText {
        /// Number of pages.
        n_pages: usize,
        /// Number of pictures on them.
        n_pictures: usize,
        /// Number of letters that no table of the document names.
        n_unknown: usize,
    },
    /// The text is longer than 32-bit offsets reach.
    #[error("expected a text of less than 4 GiB, found {n_bytes} bytes")]
    TooLarge {
        /// Size in bytes, as UTF-8.
        n_bytes: usize,
    },
}
