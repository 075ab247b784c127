//! Who is said to say what.
//!
//! Rules propose [`draft::Draft`]s in tokens, in the order in which they are sure of themselves: quotations and
//! set-in reporting clauses first, then sources behind prepositions, verbs with their complements, nouns. What
//! an earlier rule has taken as its cue is no other's. [`finish`] makes attributions of them.

mod adjective;
mod comme;
mod draft;
mod finish;
mod noun;
mod preposition;
mod reference;
mod source;
mod source_kind;
mod speech;
mod verb;

pub(crate) use speech::{Incise, is_day};

use crate::context::Context;
use crate::record::Attribution;

/// All attributions of an article, in text order.
pub(crate) fn find_attributions(context: &Context<'_>) -> Vec<Attribution> {
    let speech = context.find_speech();
    let mut taken = vec![false; context.parse.len()];
    let mut drafts = speech.drafts;
    let take = |taken: &mut Vec<bool>, drafts: &[draft::Draft]| {
        for &tok in drafts.iter().flat_map(|draft| &draft.cue) {
            taken[tok] = true;
        }
    };
    take(&mut taken, &drafts);
    let announced = context.find_announced(&|tok| taken[tok]);
    take(&mut taken, &announced);
    drafts.extend(announced);
    let prepositions = context.find_prepositions(&context.incises);
    take(&mut taken, &prepositions);
    drafts.extend(prepositions);
    let verbs = context.find_verbs(&|tok| taken[tok]);
    take(&mut taken, &verbs);
    drafts.extend(verbs);
    let adjectives = context.find_adjectives(&|tok| taken[tok]);
    take(&mut taken, &adjectives);
    drafts.extend(adjectives);
    drafts.extend(context.find_nouns(&|tok| taken[tok]));
    drafts.extend(context.find_credits());
    context.join_bare_quotations(&mut drafts);
    context.refer_back(&mut drafts);
    context.finish(drafts)
}
