# A publisher: neutral facts, its feeds, its newest articles.

publisher_kicker = Publisher
facts_heading = Who is behind it
facts_country = Publishes from
facts_owner = Owned by
facts_funder = Paid for by
facts_editor = Editor appointed by
facts_home = Its own site
facts_source = Where these facts stand
facts_checked = Last checked
facts_note = Every publisher is described by the same facts. What nobody has checked is unknown.
unknown = unknown
its_feeds = Its feeds
no_feeds = None of its feeds is followed any more.
newest_heading = Newest
all_in_river = All its articles in order of time
no_articles = Nothing of it has been read yet.
