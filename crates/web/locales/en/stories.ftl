# Stories: how often each is told, why it stands where it stands, and its page.

told_reports =
    { $reports ->
        [one] { $reports } report
       *[other] { $reports } reports
    }
told_voices =
    { $reports ->
        [one] { $reports } report
       *[other] { $reports } reports
    }, { $voices ->
        [one] { $voices } voice
       *[other] { $voices } independent voices
    }
told_languages =
    { $reports ->
        [one] { $reports } report
       *[other] { $reports } reports
    }, { $voices ->
        [one] { $voices } voice
       *[other] { $voices } independent voices
    }, { $languages ->
        [one] { $languages } language
       *[other] { $languages } languages
    }
why_here = Why here
why_pinned = An editor holds it here.
why_growing = More publishers tell it by the hour.
why_many_voices = Many independent voices tell it.
why_recent = It has just happened.
why_remaining = Nothing fresher or weightier is left for this place.
why_parts = By its voices it weighs { $importance }, where a single one weighs 1. By its age { $freshness } % of that are left, and { $diversity } % of the rest beside the stories before it. New voices an hour: { $velocity }.
story_kicker = Story
story_began = Told since { $time }
story_latest = newest report { $time }
story_reports = Reports
story_older = Older reports
story_newest = Back to the newest
story_end = That is where it began.
story_first_here = First seen here
story_copies =
    { $n ->
        [one] Same agency text, also in { $n } more paper
       *[other] Same agency text, also in { $n } more papers
    }
story_opinion = Views on it
story_others = From those involved
story_languages = In other languages
story_earlier = What came before
story_later = What came after
story_how_told = Who tells it
story_by_language = By language
story_by_country = By country
story_by_owner = By owner
story_counted = Counted over the reports that may be shown here. Owners that nobody has looked up are unknown.
