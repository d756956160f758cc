//! Sections: the top level of the IPTC Media Topics, which newsrooms everywhere share.

/// What a piece is about, at the coarsest: one of the seventeen top terms of the IPTC Media Topics
/// (International Press Telecommunications Council, CC BY 4.0).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Arts, culture, entertainment and media.
    Arts,
    /// Conflict, war and peace.
    Conflict,
    /// Crime, law and justice.
    Crime,
    /// Disaster, accident and emergency incident.
    Disaster,
    /// Economy, business and finance.
    Economy,
    /// Education.
    Education,
    /// Environment.
    Environment,
    /// Health.
    Health,
    /// Human interest.
    HumanInterest,
    /// Labour.
    Labour,
    /// Lifestyle and leisure.
    Lifestyle,
    /// Politics and government.
    Politics,
    /// Religion.
    Religion,
    /// Science and technology.
    Science,
    /// Society.
    Society,
    /// Sport.
    Sport,
    /// Weather.
    Weather,
}

impl Section {
    /// Every section, in the order of the vocabulary.
    pub const ALL: [Self; 17] = [
        Self::Arts,
        Self::Conflict,
        Self::Crime,
        Self::Disaster,
        Self::Economy,
        Self::Education,
        Self::Environment,
        Self::Health,
        Self::HumanInterest,
        Self::Labour,
        Self::Lifestyle,
        Self::Politics,
        Self::Religion,
        Self::Science,
        Self::Society,
        Self::Sport,
        Self::Weather,
    ];

    /// Its slug in rows, JSON and addresses: the vocabulary's English label, in lower case with hyphens.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Arts => "arts-culture-entertainment-and-media",
            Self::Conflict => "conflict-war-and-peace",
            Self::Crime => "crime-law-and-justice",
            Self::Disaster => "disaster-accident-and-emergency-incident",
            Self::Economy => "economy-business-and-finance",
            Self::Education => "education",
            Self::Environment => "environment",
            Self::Health => "health",
            Self::HumanInterest => "human-interest",
            Self::Labour => "labour",
            Self::Lifestyle => "lifestyle-and-leisure",
            Self::Politics => "politics-and-government",
            Self::Religion => "religion",
            Self::Science => "science-and-technology",
            Self::Society => "society",
            Self::Sport => "sport",
            Self::Weather => "weather",
        }
    }

    /// The section of that slug.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_slug_leads_back_to_its_section() {
        for section in Section::ALL {
            assert_eq!(Section::from_word(section.as_str()), Some(section));
        }
        assert_eq!(Section::from_word("sports"), None);
    }
}
