# Hashtags and their pages.

hashtags_label = Hashtags
hashtag_person = Person
hashtag_place = Place
hashtag_organisation = Organisation
hashtag_theme = Theme
hashtag_lead = The latest with { $tag }, each story once.
hashtag_empty = Nothing with it may be shown here.
hashtag_older = Older
hashtag_newest = Back to the newest
hashtag_end = That is all there is.
no_hashtag_title = No such hashtag
no_hashtag_text = Nothing here goes by #{ $name }. It may stand in a text all the same.
no_hashtag_search = Search for it
