# The front page.

front_heading = { $name }, front page of { $date }
front_trending = Trending
front_more = More news
front_languages = In other languages
front_opinion = Opinion
front_latest = As it came in
front_river = Everything in order of time
empty_heading = The press is ready
empty_lead = There is nothing to print yet, because no feed is followed. Follow the first one on the command line:
empty_then = It is read within a minute, and its articles appear here. The address of a site is enough when the site names its feeds.
waiting_heading = The first edition is being set
waiting_lead =
    { $feeds ->
        [one] { $feeds } feed is followed; its articles appear here as soon as it has been read.
       *[other] { $feeds } feeds are followed; their articles appear here as soon as they have been read.
    }
waiting_feeds = How the feeds fare
