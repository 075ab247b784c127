//! `attribute_ruler/patterns`: a list of rules, each with `patterns`, `attrs` and `index`.

use std::path::Path;

use regex::Regex;

use super::words::{WordTest, WordTests};
use super::{Changes, Rule, Ruler, Test};
use crate::doc::{Labels, Pos};
use crate::error::LoadError;
use crate::msgpack::Reader;
use crate::package::PackageFile;

impl Ruler {
    /// Reads `attribute_ruler/patterns` of the model directory; the tests of words go into the second result.
    ///
    /// # Errors
    /// Where the file is damaged, or a pattern uses what is not supported.
    pub(crate) fn open(dir: &Path, labels: &mut Labels) -> Result<(Self, WordTests), LoadError> {
        let file = PackageFile::open(dir, "attribute_ruler/patterns")?;
        let mut ruler = Self::default();
        let mut words = WordTests::default();
        let mut reader = Reader::new(file.bytes());
        let n_rules = reader.list().map_err(file.wrong("the list"))?;
        for number in 0..n_rules {
            let field = format!("rule {number}");
            ruler.read_rule(&mut reader, &file, &field, labels, &mut words)?;
        }
        words.close();
        Ok((ruler, words))
    }

    fn read_rule(
        &mut self,
        reader: &mut Reader,
        file: &PackageFile,
        field: &str,
        labels: &mut Labels,
        words: &mut WordTests,
    ) -> Result<(), LoadError> {
        let wrong = file.wrong(field);
        let mut patterns = Vec::new();
        let mut changes = Changes::default();
        let mut index = 0;
        for _ in 0..reader.map().map_err(&wrong)? {
            match reader.str().map_err(&wrong)? {
                "patterns" => {
                    for _ in 0..reader.list().map_err(&wrong)? {
                        let mut tokens = Vec::new();
                        for _ in 0..reader.list().map_err(&wrong)? {
                            tokens.push(read_token(reader, file, field, labels, words)?);
                        }
                        patterns.push(tokens);
                    }
                }
                "attrs" => {
                    for _ in 0..reader.map().map_err(&wrong)? {
                        let key = reader.str().map_err(&wrong)?;
                        let value = reader.str().map_err(&wrong)?;
                        match key {
                            "POS" => changes.pos = Some(read_pos(value, file, field)?),
                            "TAG" => changes.tag = Some(labels.intern(value)),
                            "DEP" => changes.dep = Some(labels.intern(value)),
                            "MORPH" => changes.morph = Some(labels.intern(&sorted_features(value))),
                            "LEMMA" => {
                                changes.lemma = Some(self.lemmas.len() as u32);
                                self.lemmas.push(value.into());
                            }
                            _ => {
                                return Err(LoadError::unsupported(
                                    file.path(),
                                    format!("a rule that sets {key}"),
                                ));
                            }
                        }
                    }
                }
                "index" => index = reader.int().map_err(&wrong)?,
                _ => reader.skip().map_err(&wrong)?,
            }
        }
        for tokens in patterns {
            let n = tokens.len() as i64;
            let at = if index < 0 { index + n } else { index };
            if !(0..n).contains(&at) {
                return Err(LoadError::format(file.path(), field, "an index inside the pattern", index));
            }
            self.rules.push(Rule { tokens, index: at as usize, changes });
        }
        Ok(())
    }
}

/// More regular expressions than this would make too many classes of words.
const MAX_REGEXES: usize = 8;

/// A value, or an object of one operator, as lists of strings.
enum Operand<'a> {
    In(Vec<&'a str>),
    NotIn(Vec<&'a str>),
    Regex(&'a str),
    Bool(bool),
}

fn read_operand<'a>(
    reader: &mut Reader<'a>,
    file: &PackageFile,
    field: &str,
) -> Result<Vec<Operand<'a>>, LoadError> {
    let wrong = file.wrong(field);
    if reader.at_bool() {
        return Ok(vec![Operand::Bool(reader.bool().map_err(&wrong)?)]);
    }
    if reader.at_str() {
        return Ok(vec![Operand::In(vec![reader.str().map_err(&wrong)?])]);
    }
    let mut operands = Vec::new();
    for _ in 0..reader.map().map_err(&wrong)? {
        let operator = reader.str().map_err(&wrong)?;
        if operator == "REGEX" {
            operands.push(Operand::Regex(reader.str().map_err(&wrong)?));
            continue;
        }
        if operator != "IN" && operator != "NOT_IN" {
            return Err(LoadError::unsupported(file.path(), format!("the pattern operator {operator}")));
        }
        let mut list = Vec::new();
        for _ in 0..reader.list().map_err(&wrong)? {
            list.push(reader.str().map_err(&wrong)?);
        }
        operands.push(if operator == "IN" { Operand::In(list) } else { Operand::NotIn(list) });
    }
    Ok(operands)
}

fn read_token(
    reader: &mut Reader,
    file: &PackageFile,
    field: &str,
    labels: &mut Labels,
    words: &mut WordTests,
) -> Result<Vec<Test>, LoadError> {
    let mut tests = Vec::new();
    for _ in 0..reader.map().map_err(file.wrong(field))? {
        let key = reader.str().map_err(file.wrong(field))?;
        for operand in read_operand(reader, file, field)? {
            let unsupported = || LoadError::unsupported(file.path(), format!("this test of {key} ({field})"));
            let (list, among, regex) = match operand {
                Operand::In(list) => (list, true, None),
                Operand::NotIn(list) => (list, false, None),
                Operand::Regex(text) => {
                    let n_regexes = words.n_regexes();
                    if n_regexes >= MAX_REGEXES {
                        return Err(LoadError::unsupported(
                            file.path(),
                            "so many regular expressions in rules",
                        ));
                    }
                    let regex = Regex::new(text).map_err(|error| {
                        LoadError::format(file.path(), field, "a regular expression", error.to_string())
                    })?;
                    (Vec::new(), true, Some(regex))
                }
                Operand::Bool(want) if key == "IS_SPACE" => {
                    tests.push(Test::IsSpace(want));
                    continue;
                }
                Operand::Bool(_) => return Err(unsupported()),
            };
            let mut numbers = |list: &[&str]| list.iter().map(|name| labels.intern(name)).collect();
            tests.push(match key {
                "ORTH" | "TEXT" if regex.is_some() => return Err(unsupported()),
                "ORTH" | "TEXT" | "LOWER" => Test::Word(words.add(WordTest {
                    lower: key == "LOWER",
                    words: list.iter().map(|&word| word.into()).collect(),
                    among,
                    regex,
                })),
                _ if regex.is_some() => return Err(unsupported()),
                "POS" => {
                    let poses: Result<_, _> = list.iter().map(|name| read_pos(name, file, field)).collect();
                    Test::Pos(poses?, among)
                }
                "TAG" => Test::Tag(numbers(&list), among),
                "DEP" => Test::Dep(numbers(&list), among),
                _ => return Err(unsupported()),
            });
        }
    }
    Ok(tests)
}

fn read_pos(name: &str, file: &PackageFile, field: &str) -> Result<Pos, LoadError> {
    Pos::from_name(name).ok_or_else(|| LoadError::format(file.path(), field, "a part of speech", name))
}

/// Features in the order of their names without regard to case; `_` is none (`spacy/morphology.pyx`).
fn sorted_features(features: &str) -> String {
    if features == "_" {
        return String::new();
    }
    let mut list: Vec<&str> = features.split('|').collect();
    list.sort_by_key(|feature| feature.split('=').next().unwrap_or("").to_lowercase());
    list.join("|")
}
