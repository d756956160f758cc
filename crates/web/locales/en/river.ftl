# The river: everything in order of time.

river_title = River
river_of = River of { $name }
river_lead = Everything, newest first, ranked by nobody.
river_lead_of = Everything from { $name }, newest first.
river_everything = Show everything
river_keys = Keys: j next, k previous, o open, m read or unread
river_older = Older articles
river_newest = Back to the newest
river_end = That is all there is.
river_empty = Nothing here yet.
