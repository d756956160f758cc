# The feeds and how they fare.

feeds_title = Feeds
feeds_count =
    { $n ->
        [0] No feed is followed.
        [one] { $n } feed is followed.
       *[other] { $n } feeds are followed.
    }
filter_label = Show
filter_all = All
state_fine = Fine
state_problems = Readable, with problems
state_failing = Failing
state_waiting = Not read yet
state_paused = Paused
column_feed = Feed
column_state = How it fares
column_last = Last read
column_next = Next poll
feed_untitled = Untitled feed
failing_since =
    { $n ->
        [one] { $n } poll has failed since it last worked.
       *[other] { $n } polls have failed since it last worked.
    }
problem_list =
    { $n ->
        [one] { $n } problem in the feed
       *[other] { $n } problems in the feed
    }
feeds_more = More feeds
feeds_first = Back to the first
feeds_none = No feed is in this state.
no_poll = not while paused
