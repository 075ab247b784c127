//! The dependency parser: greedy, arc-eager, non-monotonic.
//!
//! Follows `spacy/pipeline/_parser_internals/arc_eager.pyx` and `_state.pxd` (Honnibal & Johnson 2015, "An improved
//! non-monotonic transition system for dependency parsing"), `nonproj.pyx` for labels with `||` (Nivre & Nilsson 2005),
//! and `spacy/tokens/doc.pyx` (`set_children_from_heads`) for sentence starts.

use crate::doc::{Label, Labels};
use crate::error::LoadError;
use crate::model::ModelFile;
use crate::package::PackageFile;
use crate::transition::{Move, Scorer, ScorerScratch, read_moves};

/// Tokens whose rows the network sees: two of the buffer, three of the stack, and newest children.
const N_FEATURES: usize = 8;

/// No token.
const ABSENT: i32 = -1;

/// Rounds of widening subtrees before crossing arcs are left as they are.
const MAX_ROUNDS: usize = 12;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Action {
    Shift,
    Reduce,
    Left,
    Right,
    Break,
}

const ACTIONS: [Action; 5] = [Action::Shift, Action::Reduce, Action::Left, Action::Right, Action::Break];

/// A trained parser.
#[derive(Debug)]
pub(crate) struct Parser {
    pub scorer: Scorer,
    classes: Vec<(Action, Label)>,
    root: Label,
    /// Labels `new||head`: the decorated label, the new one, that of the head to look for.
    decorated: Vec<(Label, Label, Label)>,
}

/// What the parser says of a text, token by token. Heads count from the text's first token.
#[derive(Debug, Default)]
pub(crate) struct Parse {
    pub heads: Vec<u32>,
    pub deps: Vec<Label>,
    pub sent_starts: Vec<bool>,
    state: State,
    left_edges: Vec<u32>,
    right_edges: Vec<u32>,
}

impl Parser {
    pub(crate) fn read(
        model: &ModelFile,
        moves: &PackageFile,
        width: usize,
        labels: &mut Labels,
    ) -> Result<Self, LoadError> {
        let moves_list = read_moves(moves)?;
        let mut classes = Vec::new();
        let mut decorated = Vec::new();
        for Move { action, label } in &moves_list {
            let Some(&action) = ACTIONS.get(*action) else {
                return Err(LoadError::format(moves.path(), "moves", "an action below 5", action));
            };
            if label == "subtok" {
                return Err(LoadError::unsupported(moves.path(), "merged subtokens (label subtok)"));
            }
            let number = labels.intern(label);
            classes.push((action, number));
            if let Some((new, head)) = label.split_once("||") {
                let entry = (number, labels.intern(new), labels.intern(head));
                if !decorated.contains(&entry) {
                    decorated.push(entry);
                }
            }
        }
        if classes.is_empty() {
            return Err(LoadError::format(moves.path(), "moves", "at least one move", "none"));
        }
        let scorer = Scorer::read(model, width, N_FEATURES, classes.len())?;
        Ok(Self { scorer, classes, root: labels.intern("ROOT"), decorated })
    }

    /// Parses a text whose tokens' narrowed rows are `narrow`. `is_space` tells white-space tokens.
    pub(crate) fn parse(
        &self,
        narrow: &[f32],
        is_space: impl Fn(usize) -> bool,
        scratch: &mut ScorerScratch,
        parse: &mut Parse,
    ) {
        let n = narrow.len() / self.scorer.narrow_width();
        scratch.begin();
        let mut state = std::mem::take(&mut parse.state);
        state.begin(n);
        while !state.is_final() {
            let valid = state.valid();
            let scores = self.scorer.score(narrow, &state.features(), scratch);
            let mut best: Option<(usize, f32)> = None;
            for (class, (&score, (action, _))) in scores.iter().zip(&self.classes).enumerate() {
                if valid[*action as usize] && best.is_none_or(|(_, best)| score > best) {
                    best = Some((class, score));
                }
            }
            match best {
                Some((class, _)) => {
                    let (action, label) = self.classes[class];
                    state.apply(action, label);
                }
                None => state.give_up(),
            }
        }
        parse.heads.clear();
        parse.deps.clear();
        for (i, (&head, &label)) in state.heads.iter().zip(&state.labels).enumerate() {
            parse.heads.push(if head == ABSENT { i as u32 } else { head as u32 });
            parse.deps.push(if head == ABSENT { self.root } else { label });
        }
        parse.state = state;
        parse.mark_sentences();
        if self.lift_arcs(parse, is_space) {
            parse.mark_sentences();
        }
    }

    /// Moves each arc with a decorated label to the head that the label tells of, and says whether there was one.
    fn lift_arcs(&self, parse: &mut Parse, is_space: impl Fn(usize) -> bool) -> bool {
        let mut lifted = false;
        if self.decorated.is_empty() {
            return lifted;
        }
        for token in 0..parse.heads.len() {
            let label = parse.deps[token];
            let Some(&(_, new, wanted)) = self.decorated.iter().find(|(decorated, ..)| *decorated == label)
            else {
                continue;
            };
            let found = find_descendant(parse, token, wanted, &is_space);
            if let Some(head) = found {
                parse.heads[token] = head;
            }
            parse.deps[token] = new;
            lifted = true;
        }
        lifted
    }
}

/// The first token with the label `wanted` below the head of `token`, breadth first and left to right, that is neither
/// white space nor below white space nor reached through `token`. Children are looked for within the edges that
/// subtrees had before any arc was moved, as spaCy does.
fn find_descendant(
    parse: &Parse,
    token: usize,
    wanted: Label,
    is_space: impl Fn(usize) -> bool,
) -> Option<u32> {
    let n = parse.heads.len();
    let mut queue = vec![parse.heads[token]];
    let mut next = 0;
    // Moved arcs could close a circle; more steps than tokens are walking in one.
    while next < queue.len() && next <= n {
        let parent = queue[next] as usize;
        next += 1;
        for child in parse.left_edges[parent]..=parse.right_edges[parent] {
            let i = child as usize;
            if parse.heads[i] as usize != parent || i == parent || i == token || is_space(i) {
                continue;
            }
            if parse.deps[i] == wanted {
                return Some(child);
            }
            queue.push(child);
        }
    }
    None
}

impl Parse {
    /// Sentences begin where the subtree of a root does. Arcs that cross widen subtrees round by round until every
    /// head lies in its sentence.
    fn mark_sentences(&mut self) {
        let n = self.heads.len();
        let Self { heads, sent_starts, left_edges: left, right_edges: right, .. } = self;
        left.clear();
        left.extend(0..n as u32);
        right.clear();
        right.extend(0..n as u32);
        for _ in 0..MAX_ROUNDS {
            let mut widen = |i: usize| {
                let head = heads[i] as usize;
                left[head] = left[head].min(left[i]);
                right[head] = right[head].max(right[i]);
            };
            (0..n).for_each(&mut widen);
            (0..n).rev().for_each(&mut widen);
            sent_starts.clear();
            sent_starts.resize(n, false);
            for i in 0..n {
                if heads[i] as usize == i {
                    sent_starts[left[i] as usize] = true;
                }
            }
            if heads_lie_in_sentences(heads, sent_starts) {
                break;
            }
        }
    }
}

/// spaCy's own test, which takes the token behind a sentence for one of its own and leaves out the last token.
fn heads_lie_in_sentences(heads: &[u32], sent_starts: &[bool]) -> bool {
    let n = heads.len();
    let mut start = 0;
    for end in 0..n {
        if (end > 0 && sent_starts[end]) || end + 1 == n {
            if !heads[start..end].iter().all(|&head| (start..=end).contains(&(head as usize))) {
                return false;
            }
            start = end;
        }
    }
    true
}

/// The stack, the buffer and the arcs so far.
#[derive(Debug, Default)]
struct State {
    n: i32,
    stack: Vec<i32>,
    /// Tokens put back in front of the buffer; the last comes first.
    put_back: Vec<i32>,
    /// The first token of the buffer proper.
    next: i32,
    heads: Vec<i32>,
    labels: Vec<Label>,
    starts: Vec<bool>,
    unshiftable: Vec<bool>,
    /// Newest child on each side, and for each token the child that was newest on its side before it.
    newest_left: Vec<i32>,
    newest_right: Vec<i32>,
    before: Vec<i32>,
}

impl State {
    fn begin(&mut self, n: usize) {
        fn reset<T: Clone>(list: &mut Vec<T>, n: usize, value: T) {
            list.clear();
            list.resize(n, value);
        }
        self.n = n as i32;
        self.next = 0;
        self.stack.clear();
        self.put_back.clear();
        reset(&mut self.heads, n, ABSENT);
        reset(&mut self.labels, n, Label::default());
        reset(&mut self.starts, n, false);
        reset(&mut self.unshiftable, n, false);
        reset(&mut self.newest_left, n, ABSENT);
        reset(&mut self.newest_right, n, ABSENT);
        reset(&mut self.before, n, ABSENT);
        if let Some(first) = self.starts.first_mut() {
            *first = true;
        }
    }

    /// Token number `i` of the buffer.
    fn buffer(&self, i: usize) -> i32 {
        if let Some(at) = self.put_back.len().checked_sub(i + 1) {
            return self.put_back[at];
        }
        let token = self.next + (i - self.put_back.len()) as i32;
        if token < self.n { token } else { ABSENT }
    }

    /// Token number `i` of the stack, from its top.
    fn stack(&self, i: usize) -> i32 {
        self.stack.len().checked_sub(i + 1).map_or(ABSENT, |at| self.stack[at])
    }

    fn is_final(&self) -> bool {
        self.stack.is_empty() && self.buffer(0) == ABSENT
    }

    fn features(&self) -> [i32; N_FEATURES] {
        let of = |list: &[i32], token: i32| if token == ABSENT { ABSENT } else { list[token as usize] };
        let (b0, s0) = (self.buffer(0), self.stack(0));
        [
            b0,
            self.buffer(1),
            s0,
            self.stack(1),
            self.stack(2),
            of(&self.newest_left, b0),
            of(&self.newest_left, s0),
            of(&self.newest_right, s0),
        ]
    }

    /// Which actions are allowed, in the order of [`ACTIONS`].
    fn valid(&self) -> [bool; 5] {
        let (b0, b1) = (self.buffer(0), self.buffer(1));
        let is_start = |token: i32| token != ABSENT && self.starts[token as usize];
        let has_stack = !self.stack.is_empty();
        let has_buffer = b0 != ABSENT;
        let shift = if has_stack {
            b1 != ABSENT && !is_start(b0) && !self.unshiftable[b0 as usize]
        } else {
            has_buffer
        };
        let arc = has_stack && has_buffer && !is_start(b0);
        let cut = b1 != ABSENT && b1 == b0 + 1 && !is_start(b1);
        [shift, has_stack, arc, arc, cut]
    }

    fn apply(&mut self, action: Action, label: Label) {
        let (b0, s0) = (self.buffer(0), self.stack(0));
        match action {
            Action::Shift => self.shift(),
            Action::Reduce => {
                self.stack.pop();
                if self.heads[s0 as usize] == ABSENT && !self.stack.is_empty() {
                    self.unshiftable[s0 as usize] = true;
                    self.put_back.push(s0);
                }
            }
            Action::Left => {
                self.attach(s0, b0, label);
                self.unshiftable[b0 as usize] = false;
                self.stack.pop();
            }
            Action::Right => {
                self.attach(b0, s0, label);
                self.shift();
            }
            Action::Break => self.starts[b0 as usize + 1] = true,
        }
    }

    fn shift(&mut self) {
        let b0 = self.buffer(0);
        if self.put_back.pop().is_none() {
            self.next += 1;
        }
        self.stack.push(b0);
    }

    fn attach(&mut self, child: i32, head: i32, label: Label) {
        let old = self.heads[child as usize];
        if old != ABSENT {
            self.detach(child, old);
        }
        let newest = if child < head { &mut self.newest_left } else { &mut self.newest_right };
        self.before[child as usize] = std::mem::replace(&mut newest[head as usize], child);
        self.heads[child as usize] = head;
        self.labels[child as usize] = label;
    }

    /// Takes `child` out of the list of its head's children on its side.
    fn detach(&mut self, child: i32, head: i32) {
        let newest = if child < head { &mut self.newest_left } else { &mut self.newest_right };
        let before = self.before[child as usize];
        let mut at = newest[head as usize];
        if at == child {
            newest[head as usize] = before;
            return;
        }
        while at != ABSENT {
            let older = self.before[at as usize];
            if older == child {
                self.before[at as usize] = before;
                return;
            }
            at = older;
        }
    }

    /// Ends the parse where no action is allowed, which the rules do not let happen.
    fn give_up(&mut self) {
        self.stack.clear();
        self.put_back.clear();
        self.next = self.n;
    }
}
