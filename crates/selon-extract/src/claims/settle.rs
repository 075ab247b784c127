//! Which claim a time or a quantity belongs to: the nearest above the word that it hangs by.

use std::collections::HashSet;

use selon_text::CharSpan;

use crate::claims::tree::Dep;
use crate::claims::{Draft, Index, Reader};
use crate::quantity::find_quantities;
use crate::record::{Modality, Quantity, Time};
use crate::time::{Direction, Expr, find_times, resolve};

impl Reader<'_, '_> {
    /// Times and quantities, a line at a time.
    pub(super) fn read_lines(&mut self) {
        let mut first = 0;
        while first < self.tree.len() {
            let line = self.tree.nodes[first].line;
            let end = (first..self.tree.len())
                .find(|&at| self.tree.nodes[at].line != line)
                .unwrap_or(self.tree.len());
            let span = self.tree.chars(first, end - 1);
            let text = self.tree.text(span);
            let times = find_times(text, span.start);
            let places: Vec<CharSpan> = times.iter().map(|time| time.span).collect();
            for mut time in times {
                let Some((from, to)) = self.tokens_in(first, end, time.span) else { continue };
                if time.open {
                    time.span.end = self.end_of_phrase(to, end).max(time.span.end);
                }
                self.in_time[from..=to].fill(true);
                let anchor = self.outer(from, to);
                self.times.push((time, anchor));
            }
            for quantity in find_quantities(text, span.start, &places) {
                if let Some((from, to)) = self.tokens_in(first, end, quantity.number) {
                    let anchor = self.outer(from, to);
                    self.quantities.push((quantity, anchor));
                }
            }
            first = end;
        }
    }

    /// The tokens of `span` among `first..end`.
    pub(super) fn tokens_in(&self, first: usize, end: usize, span: CharSpan) -> Option<(usize, usize)> {
        let nodes = &self.tree.nodes[first..end];
        let from = first + nodes.partition_point(|node| node.chars.end <= span.start);
        let behind = first + nodes.partition_point(|node| node.chars.start < span.end);
        (from < behind).then(|| (from, behind - 1))
    }

    /// The token of `from..=to` whose head lies outside.
    pub(super) fn outer(&self, from: usize, to: usize) -> usize {
        (from..=to)
            .find(|&at| {
                let head = self.tree.head(at);
                (head < from || head > to || head == at)
                    && !matches!(
                        self.tree.nodes[at].dep,
                        Dep::Case | Dep::Det | Dep::Punct | Dep::Advmod | Dep::Mark
                    )
            })
            .unwrap_or(from)
    }

    /// Where the noun phrase behind token `at` ends.
    pub(super) fn end_of_phrase(&self, at: usize, end: usize) -> u32 {
        let noun = (at + 1..end.min(at + 6)).find(|&next| self.tree.is_nominal(next));
        let Some(noun) = noun else { return 0 };
        let apart = |child: usize| {
            matches!(
                self.tree.nodes[child].dep,
                Dep::Relcl | Dep::Punct | Dep::Advcl | Dep::Parataxis | Dep::Conj
            )
        };
        let tokens = self.tree.subtree(noun, apart);
        let last = tokens.into_iter().filter(|&token| token < end).max().unwrap_or(noun);
        self.tree.nodes[last].chars.end
    }

    /// Each time goes to the claim whose predicate it hangs on.
    pub(super) fn settle_times(&self, drafts: &mut [Draft], index: &Index) {
        let vague: HashSet<CharSpan> = {
            let words = self.times.iter().filter(|(time, _)| time.expr == Expr::Words);
            words.map(|(time, _)| time.span).collect()
        };
        for (time, anchor) in &self.times {
            let governor = self.governor(*anchor, index, false).first().copied();
            // The parser left it alone: the next clause of the sentence has it.
            let sentence = self.tree.nodes[*anchor].sentence;
            let alone = self.tree.head(*anchor) == *anchor && !self.tree.is_verb(*anchor);
            let next = || {
                let at = index.heads.partition_point(|&head| head <= *anchor);
                let head = index
                    .heads
                    .get(at)
                    .filter(|&&head| alone && self.tree.nodes[head].sentence == sentence)?;
                index.drafts.get(head).copied()
            };
            let Some(draft) = governor.or_else(next) else { continue };
            let claim = &mut drafts[draft].claim;
            let ahead = matches!(claim.modality, Modality::Intended | Modality::Asked);
            let direction = if ahead { Direction::Future } else { Direction::Past };
            let (from, to) = resolve(&time.expr, self.anchor, direction);
            let told = |from: &Option<String>, to: &Option<String>| from.is_some() || to.is_some();
            let better = claim.time.as_ref().is_none_or(|old| {
                !told(&old.from, &old.to)
                    && (told(&from, &to) || time.expr != Expr::Words && vague.contains(&old.span[0]))
            });
            if better {
                claim.time = Some(Time { span: vec![time.span], from, to });
            }
        }
    }

    /// Each quantity goes to the noun and the clause that it stands in.
    pub(super) fn settle_quantities(&self, drafts: &mut [Draft], index: &Index) {
        for (quantity, anchor) in &self.quantities {
            for draft in self.governor(*anchor, index, true) {
                drafts[draft].claim.quantities.push(Quantity {
                    span: vec![quantity.span],
                    min: quantity.min,
                    max: quantity.max,
                    approximate: quantity.approximate,
                    unit: quantity.unit.clone(),
                });
            }
        }
    }

    /// The claims that token `i` stands in, innermost first, up to the first clause.
    pub(super) fn governor(&self, i: usize, index: &Index, through: bool) -> Vec<usize> {
        let mut found = Vec::new();
        let mut here = i;
        for _ in 0..16 {
            // `il y a peu` reads like a clause and is a time.
            if let Some(head) = index.clauses.get(&here).filter(|_| !self.in_time[here]) {
                found.extend(index.drafts.get(head));
                break;
            }
            if here != i
                && let Some(&draft) = index.drafts.get(&here)
            {
                found.push(draft);
                if !through {
                    break;
                }
            }
            let above = self.tree.head(here);
            if above == here {
                break;
            }
            here = above;
        }
        found
    }
}
