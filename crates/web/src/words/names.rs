//! The words for values of `model`: each value has its message, and a new value does not compile without one.

use model::{Cause, Genre, HashtagKind, Language, Section};

use super::Words;

impl Words {
    /// Why something did not work, as a sentence.
    pub(crate) fn cause(&self, cause: Cause) -> String {
        match cause {
            Cause::Gone => self.cause_gone(),
            Cause::NotFound => self.cause_not_found(),
            Cause::LoginRequired => self.cause_login_required(),
            Cause::Refused => self.cause_refused(),
            Cause::Wall => self.cause_wall(),
            Cause::RateLimited => self.cause_rate_limited(),
            Cause::ServerError => self.cause_server_error(),
            Cause::UnexpectedStatus => self.cause_unexpected_status(),
            Cause::UnknownHost => self.cause_unknown_host(),
            Cause::Unreachable => self.cause_unreachable(),
            Cause::Tls => self.cause_tls(),
            Cause::Timeout => self.cause_timeout(),
            Cause::Interrupted => self.cause_interrupted(),
            Cause::TooLarge => self.cause_too_large(),
            Cause::TooManyRedirects => self.cause_too_many_redirects(),
            Cause::ForbiddenAddress => self.cause_forbidden_address(),
            Cause::BadAddress => self.cause_bad_address(),
            Cause::Robots => self.cause_robots(),
            Cause::NotAFeed => self.cause_not_a_feed(),
            Cause::NotAPage => self.cause_not_a_page(),
            Cause::NoArticle => self.cause_no_article(),
            Cause::Internal => self.cause_internal(),
        }
    }

    /// The label a piece carries wherever it stands; plain news carries none.
    pub(crate) fn genre(&self, genre: Genre) -> Option<String> {
        Some(match genre {
            Genre::News => return None,
            Genre::Analysis => self.genre_analysis(),
            Genre::Opinion => self.genre_opinion(),
            Genre::Sponsored => self.genre_sponsored(),
            Genre::PressRelease => self.genre_press_release(),
            Genre::Satire => self.genre_satire(),
            Genre::Live => self.genre_live(),
        })
    }

    /// What that label means, for the page of the piece.
    pub(crate) fn genre_note(&self, genre: Genre) -> Option<String> {
        Some(match genre {
            Genre::News => return None,
            Genre::Analysis => self.note_analysis(),
            Genre::Opinion => self.note_opinion(),
            Genre::Sponsored => self.note_sponsored(),
            Genre::PressRelease => self.note_press_release(),
            Genre::Satire => self.note_satire(),
            Genre::Live => self.note_live(),
        })
    }

    /// What kind of thing a hashtag names.
    pub(crate) fn hashtag_kind(&self, kind: HashtagKind) -> String {
        match kind {
            HashtagKind::Person => self.hashtag_person(),
            HashtagKind::Place => self.hashtag_place(),
            HashtagKind::Organisation => self.hashtag_organisation(),
            HashtagKind::Theme => self.hashtag_theme(),
        }
    }

    /// The short name of a section.
    pub(crate) fn section(&self, section: Section) -> String {
        match section {
            Section::Arts => self.section_arts(),
            Section::Conflict => self.section_conflict(),
            Section::Crime => self.section_crime(),
            Section::Disaster => self.section_disaster(),
            Section::Economy => self.section_economy(),
            Section::Education => self.section_education(),
            Section::Environment => self.section_environment(),
            Section::Health => self.section_health(),
            Section::HumanInterest => self.section_human_interest(),
            Section::Labour => self.section_labour(),
            Section::Lifestyle => self.section_lifestyle(),
            Section::Politics => self.section_politics(),
            Section::Religion => self.section_religion(),
            Section::Science => self.section_science(),
            Section::Society => self.section_society(),
            Section::Sport => self.section_sport(),
            Section::Weather => self.section_weather(),
        }
    }
}

/// What a language calls itself, for the heading over its articles; its code when we do not know.
pub(crate) fn own_name(language: Language) -> String {
    let code = language.as_str();
    OWN_NAMES.iter().find(|(known, _)| *known == code).map_or(code, |(_, name)| name).to_owned()
}

/// Names of languages in those languages; not translated, so not in the Fluent files.
const OWN_NAMES: [(&str, &str); 36] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bn", "বাংলা"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("nl", "Nederlands"),
    ("no", "Norsk"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("sw", "Kiswahili"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
];
