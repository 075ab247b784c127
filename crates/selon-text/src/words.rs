//! Closed sets of words: enumerations whose values have one spelling wherever they are stored or leave the program.

/// An enumeration in which each value has its word, and the way from the one to the other.
///
/// ```
/// selon_text::word_set! {
///     /// How a door stands.
///     Door {
///         /// One can pass.
///         Open = "open",
///         /// One cannot.
///         Shut = "shut",
///     }
/// }
///
/// assert_eq!(Door::Open.as_str(), "open");
/// assert_eq!(Door::from_name("shut"), Some(Door::Shut));
/// assert_eq!(Door::from_name("ajar"), None);
/// assert_eq!(Door::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! word_set {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// All values.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as it is stored and as it leaves the program.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The value that is spelt so.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == name)
            }
        }
    };
}
