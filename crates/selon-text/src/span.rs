use std::ops::Range;

macro_rules! span {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name {
            /// The first unit inside.
            pub start: u32,
            /// The first unit behind; never before `start`.
            pub end: u32,
        }

        impl $name {
            /// The half-open range `start..end`; an `end` before `start` counts as `start`.
            pub fn new(start: u32, end: u32) -> Self {
                Self { start, end: end.max(start) }
            }

            /// Number of units.
            pub fn len(self) -> u32 {
                self.end - self.start
            }

            /// True where nothing lies inside.
            pub fn is_empty(self) -> bool {
                self.start == self.end
            }

            /// True where every unit of `other` lies inside.
            pub fn contains(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }

            /// True where the two share a unit.
            pub fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }

            /// The units as a range of `usize`.
            pub fn range(self) -> Range<usize> {
                self.start as usize..self.end as usize
            }
        }
    };
}

span! {
    /// A half-open range of **bytes** of a UTF-8 text.
    ByteSpan
}

span! {
    /// A half-open range of **Unicode scalar values** of a text.
    CharSpan
}
