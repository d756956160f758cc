//! Every text of the pages, by typed methods over Fluent files.
//!
//! A message is one line in [`words/messages.rs`](messages) and one entry of the same name in `locales/<language>/`.
//! A message that is missing there, one that nobody lists, or one whose arguments differ fails a test; one that nobody
//! calls fails the build as dead code. So templates cannot ask for a text that does not exist.

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu::list::ListFormatter;
use icu::list::options::ListFormatterOptions;
use icu::locale::Locale;
use model::{Direction, Language};
use unic_langid::LanguageIdentifier;

mod dates;
mod messages;
mod names;
mod problems;
#[cfg(test)]
mod tests;

pub(crate) use dates::Moment;
pub(crate) use names::own_name;

use dates::Dates;

/// The language of the pages; more follow as folders beside `locales/en`.
const LANGUAGE: &str = "en";

/// The region whose dates and times they use: day before month, twenty-four hours, as an international paper writes.
const DATES: &str = "en-GB";

/// The message files of [`LANGUAGE`].
const FILES: [(&str, &str); 13] = [
    ("frame", include_str!("../locales/en/frame.ftl")),
    ("time", include_str!("../locales/en/time.ftl")),
    ("front", include_str!("../locales/en/front.ftl")),
    ("stories", include_str!("../locales/en/stories.ftl")),
    ("sections", include_str!("../locales/en/sections.ftl")),
    ("hashtags", include_str!("../locales/en/hashtags.ftl")),
    ("search", include_str!("../locales/en/search.ftl")),
    ("article", include_str!("../locales/en/article.ftl")),
    ("publisher", include_str!("../locales/en/publisher.ftl")),
    ("river", include_str!("../locales/en/river.ftl")),
    ("feeds", include_str!("../locales/en/feeds.ftl")),
    ("causes", include_str!("../locales/en/causes.ftl")),
    ("errors", include_str!("../locales/en/errors.ftl")),
];

/// All texts, dates and numbers of one language.
pub(crate) struct Words {
    bundle: FluentBundle<FluentResource>,
    dates: Dates,
    names: ListFormatter,
    language: Language,
}

impl Words {
    /// The texts of the only language there is.
    pub(crate) fn english() -> Self {
        let locale: LanguageIdentifier = LANGUAGE.parse().expect("the constant is a language");
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        for (name, text) in FILES {
            // The files are part of the program, and a test reads each of them.
            let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|_| panic!("{name}.ftl is broken"));
            bundle.add_resource(resource).unwrap_or_else(|_| panic!("{name}.ftl repeats a message"));
        }
        let language = LANGUAGE.parse().expect("the constant is a language");
        let options = ListFormatterOptions::default();
        let locale: Locale = LANGUAGE.parse().expect("the constant is a language");
        let names =
            ListFormatter::try_new_and(locale.into(), options).expect("its list patterns are part of the program");
        Self { bundle, dates: Dates::new(DATES), names, language }
    }

    /// The language that pages are written in.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// Which way its script runs.
    pub(crate) fn direction(&self) -> Direction {
        self.language.direction()
    }

    /// Names joined as the language joins them.
    pub(crate) fn list(&self, names: &[&str]) -> String {
        self.names.format_to_string(names.iter())
    }

    /// The message of that name; its name itself when it is missing, which a test rules out.
    ///
    /// Fluent puts isolation marks around the arguments, so that an Arabic name cannot turn an English sentence over.
    fn say(&self, name: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(name).and_then(|message| message.value()) else {
            return name.to_owned();
        };
        let mut args = FluentArgs::with_capacity(values.len());
        for (key, value) in values {
            args.set(*key, value.clone());
        }
        let mut problems = Vec::new();
        self.bundle.format_pattern(pattern, Some(&args), &mut problems).into_owned()
    }
}
