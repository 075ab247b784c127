//! What else the case says to a claim: who says the same, and who says something that cannot hold with it.
//!
//! Asked of a claim of the case, or of a text that is not in it and stays out ([`Case::screen`]).

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use rusqlite::named_params;
use selon_link::question::{Answer, Fact, Language, MOST_FACTS, Ruling, Rulings, facts_of};

use super::document;
use selon_link::entity::names_of;

use super::entities::NamesOf;
use super::questions::{self, AnswerClaim, answer_at, claim_at};
use crate::{Case, CaseError, ClaimId, DisputeId, Folded, Reading};

/// The claims that answer a question which a claim answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Company {
    /// The question in French.
    pub french: String,
    /// The question in English.
    pub english: String,
    /// The dispute about it, where there is one.
    pub dispute: Option<DisputeId>,
    /// How much hangs on the dispute.
    pub weight: u32,
    /// Claims with the same answer, by id.
    pub same: Vec<AnswerClaim>,
    /// Claims with an answer that cannot hold with it, by id.
    pub against: Vec<AnswerClaim>,
}

/// What a text that is not in the case touches.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Screened {
    /// Its claims that answer what claims of the case answer, in text order.
    pub claims: Vec<ScreenedClaim>,
    /// Its sources that the case knows, and how often they are said to say something there.
    pub sources: Vec<(String, u64)>,
    /// The disputes that it touches, the most consequential first.
    pub disputes: Vec<DisputeId>,
}

/// A claim of a text that is not in the case.
#[derive(Clone, Debug, PartialEq)]
pub struct ScreenedClaim {
    /// Index in the reading.
    pub claim: usize,
    /// What the case has to say.
    pub company: Company,
}

impl Case {
    /// Who says the same as a claim, and who says what cannot hold with it, question by question.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn company_of(&self, claim: &ClaimId) -> Result<Vec<Company>, CaseError> {
        const SQL: &str = "SELECT question, party, party_name, is_so, side, min, max, counted, day_from, day_to \
                           FROM answer WHERE document = (SELECT document FROM claim WHERE id = :claim) AND claim = :claim \
                           ORDER BY nth";
        let read = || {
            let mut statement = self.connection.prepare_cached(SQL)?;
            let rows = statement.query_map(named_params! { ":claim": claim.as_str() }, |row| {
                Ok((row.get::<_, String>(0)?, answer_at(row, 1)?))
            })?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        let answers = read().map_err(|cause| self.error(cause))?;
        let rulings = questions::rulings(&self.connection).map_err(|cause| self.error(cause))?;
        let companies = answers.iter().map(|(key, answer)| self.company(key, answer, Some(claim), &rulings));
        let found = companies.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
        Ok(found)
    }

    fn company(
        &self,
        key: &str,
        answer: &Answer,
        but: Option<&ClaimId>,
        rulings: &Rulings,
    ) -> Result<Option<Company>, CaseError> {
        let read = || {
            let mut statement =
                self.connection.prepare_cached(include_str!("../../sql/query/claims_of_question.sql"))?;
            let rows = statement
                .query_map(named_params! { ":question": key, ":most": MOST_FACTS as i64 }, |row| {
                    Ok((claim_at(row, 0)?, answer_at(row, 13)?))
                })?;
            rows.collect::<Result<Vec<_>, _>>()
        };
        let rows = read().map_err(|cause| self.error(cause))?;
        let mut company = Company {
            french: String::new(),
            english: String::new(),
            dispute: None,
            weight: 0,
            same: Vec::new(),
            against: Vec::new(),
        };
        for (claim, other) in rows {
            if but == Some(&claim.claim) {
                continue;
            }
            let ruling = but.and_then(|but| rulings.of(but.as_str(), claim.claim.as_str()));
            match ruling {
                Some(Ruling::Same) => company.same.push(claim),
                Some(Ruling::Unsure) => {}
                _ if answer.is_rival(&other) => company.against.push(claim),
                None if answer.is_same(&other) => company.same.push(claim),
                _ => {}
            }
        }
        if company.same.is_empty() && company.against.is_empty() {
            return Ok(None);
        }
        let dispute = |row: &rusqlite::Row<'_>| {
            Ok((
                row.get::<_, String>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, String>(2)?,
                row.get::<_, u32>(3)?,
            ))
        };
        let asked = || {
            let sql = "SELECT id, french, english, weight FROM dispute WHERE question = :question ORDER BY weight DESC, id LIMIT 1";
            let mut statement = self.connection.prepare_cached(sql)?;
            statement.query_map(named_params! { ":question": key }, dispute)?.next().transpose()
        };
        if let Some((id, french, english, weight)) = asked().map_err(|cause| self.error(cause))? {
            company.dispute = Some(DisputeId::stored(id));
            company.french = french;
            company.english = english;
            company.weight = weight;
        }
        Ok(Some(company))
    }

    /// Which known claims, sources and disputes a text touches; nothing is kept of it.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn screen(&self, reading: &Reading) -> Result<Screened, CaseError> {
        let document = document::of(reading, Arc::new(self.own_outlets()?));
        let names = names_of(&document);
        let mut screened = Screened::default();
        let mut touched: BTreeSet<(Reverse<u32>, DisputeId)> = BTreeSet::new();
        for Fact { claim, question, answer, .. } in
            facts_of(&document, &NamesOf::of(&self.connection, &names))
        {
            let Some(mut company) = self.company(&question.key(), &answer, None, &Rulings::default())? else {
                continue;
            };
            if company.french.is_empty() {
                company.french = question.text(Language::French, "");
                company.english = question.text(Language::English, "");
            }
            touched.extend(company.dispute.clone().map(|id| (Reverse(company.weight), id)));
            screened.claims.push(ScreenedClaim { claim, company });
        }
        screened.disputes = touched.into_iter().map(|(_, id)| id).collect();
        screened.sources = self.known_sources(reading)?;
        Ok(screened)
    }

    /// The sources of a reading that the case knows by name.
    fn known_sources(&self, reading: &Reading) -> Result<Vec<(String, u64)>, CaseError> {
        let names: BTreeSet<_> = reading
            .attributions
            .iter()
            .map(|attribution| Folded::new(&attribution.source_name))
            .filter(|name| !name.as_str().is_empty())
            .collect();
        let mut known = Vec::new();
        for name in names {
            if let Some((line, _)) = self.source_named(name.as_str())? {
                known.push((line.name, line.n_attributions));
            }
        }
        Ok(known)
    }
}
