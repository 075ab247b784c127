//! `config.cfg`: sections of `key = JSON value` lines (`confection`'s format).
//!
//! Only what decides how to run a pipeline is read: component order, factories, architectures, modes.
//! `${section.key}` references are left as they are, for sizes come from the model files.

use std::collections::HashMap;

use serde_json::Value;

/// The file's sections, by their dotted names.
pub(crate) struct Config {
    sections: HashMap<String, HashMap<String, Value>>,
}

impl Config {
    /// Reads the file's text; a line that is neither section nor pair is passed over, as is a value that is
    /// no JSON (a bare string).
    pub(crate) fn parse(text: &str) -> Self {
        let mut sections: HashMap<String, HashMap<String, Value>> = HashMap::new();
        let mut section = String::new();
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let trimmed = line.trim();
            if let Some(name) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                section = name.to_owned();
                sections.entry(section.clone()).or_default();
            } else if let Some((key, value)) = trimmed.split_once('=')
                && !trimmed.starts_with('#')
            {
                let mut value = value.trim().to_owned();
                // A value goes on over the lines that are indented.
                while let Some(more) = lines.next_if(|next| next.starts_with([' ', '\t'])) {
                    value.push_str(more.trim());
                }
                let value = serde_json::from_str(&value).unwrap_or(Value::String(value));
                sections.entry(section.clone()).or_default().insert(key.trim().to_owned(), value);
            }
        }
        Self { sections }
    }

    pub(crate) fn get(&self, section: &str, key: &str) -> Option<&Value> {
        self.sections.get(section)?.get(key)
    }

    pub(crate) fn str(&self, section: &str, key: &str) -> Option<&str> {
        self.get(section, key)?.as_str()
    }

    /// The registered function that fills `section` (`@architectures` and its like): written as a section of
    /// its own or as an object in its parent.
    pub(crate) fn function(&self, section: &str, registry: &str) -> Option<&str> {
        if let Some(name) = self.str(section, registry) {
            return Some(name);
        }
        let (parent, key) = section.rsplit_once('.')?;
        self.get(parent, key)?.get(registry)?.as_str()
    }

    pub(crate) fn strings(&self, section: &str, key: &str) -> Option<Vec<String>> {
        let list = self.get(section, key)?.as_array()?;
        list.iter().map(|item| item.as_str().map(str::to_owned)).collect()
    }
}
