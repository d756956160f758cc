# The sections: the top level of the IPTC Media Topics, by short names.

section_arts = Culture
section_conflict = Conflict
section_crime = Crime and justice
section_disaster = Disasters
section_economy = Economy
section_education = Education
section_environment = Environment
section_health = Health
section_human_interest = People
section_labour = Labour
section_lifestyle = Leisure
section_politics = Politics
section_religion = Religion
section_science = Science
section_society = Society
section_sport = Sport
section_weather = Weather
sections_label = Sections
section_newest = Newest
section_empty = Nothing has been filed here yet.
section_older = Older stories
section_back = Back to the newest
section_end = That is all there is.
