//! Bytes as they came, read as a news article.

mod article;

pub use article::{Article, Credit, DateSource, Found, Published, Warning};
