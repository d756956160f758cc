# What stands on every page: masthead, navigation, foot.

skip_to_content = Skip to content
nav_label = Pages
nav_front = Front page
nav_river = River
nav_feeds = Feeds
edition = English edition
page_title = { $title } · { $name }
foot_line = Every report belongs to its publisher. The original is always one click away.
foot_made_with = Made with Octavo, the open-source newspaper one hosts oneself. No trackers; nothing on these pages is loaded from anybody else.
