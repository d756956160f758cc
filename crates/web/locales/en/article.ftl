# An article, and the labels that articles carry in lists.

byline = By { $authors }
published = Published
first_seen = First seen here
updated = Updated
revised = Its text changed here
reading_minutes =
    { $n ->
        [one] { $n } minute to read
       *[other] { $n } minutes to read
    }
read_original = Read the original at { $publisher }
rest_at = Read the rest at { $publisher }
may_read =
    { $words ->
        [0] You may read the headline here; the text is at { $publisher }.
        [one] You may read { $words } word here; the rest is at { $publisher }.
       *[other] You may read { $words } words here; the rest is at { $publisher }.
    }
no_text = Its text has not been read yet. The original is at { $publisher }.
summary_only = This is its summary; the whole text is at { $publisher }.
text_failed = Its page could not be read here: { $cause }
photo_at = Photo: { $publisher }
picture_at = Picture at { $publisher }
picture_at_showing = Picture at { $publisher }: { $alt }
media_at = Recording at { $publisher }
listen_at = Listen at { $publisher }
watch_at = Watch at { $publisher }
attachment_at = Attachment at { $publisher }
media_minutes =
    { $n ->
        [one] { $n } minute
       *[other] { $n } minutes
    }
about_this = About this article
licence = Licence
genre_analysis = Analysis
genre_opinion = Opinion
genre_sponsored = Sponsored
genre_press_release = Press release
genre_satire = Satire
genre_live = Live
note_analysis = A report that explains, marked as analysis by its publisher.
note_opinion = The view of its author, not a report.
note_sponsored = Somebody paid for this to be published.
note_press_release = An organisation writes about itself.
note_satire = Not meant to be believed.
note_live = This page grew while something happened; the original may have gone on.
part_of_heading = Part of a story
part_of_all = All its reports
related_heading = Related
related_same_event = Same event
related_earlier = Earlier in this story
related_people = Same people
related_background = Background
find_similar = Find articles like this
