//! The list of messages: one line each, named as in the Fluent files, with the arguments it takes.

use fluent_bundle::FluentValue;

use super::Words;

macro_rules! messages {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {
        impl Words {
            $(
                #[doc = concat!("The text of `", stringify!($name), "`.")]
                pub(crate) fn $name(&self, $($arg: $kind),*) -> String {
                    self.say(stringify!($name), &[$((stringify!($arg), FluentValue::from($arg))),*])
                }
            )*
        }

        /// Every message and its arguments, for the test that compares them with the files.
        #[cfg(test)]
        pub(super) const LISTED: &[(&str, &[&str])] = &[$((stringify!($name), &[$(stringify!($arg)),*])),*];
    };
}

messages! {
    // frame.ftl
    skip_to_content(); nav_label(); nav_front(); nav_river(); nav_feeds(); edition();
    page_title(title: &str, name: &str);
    foot_line(); foot_made_with();

    // time.ftl
    just_now(); minutes_ago(n: u64); hours_ago(n: u64); days_ago(n: u64);
    any_moment(); in_minutes(n: u64); in_hours(n: u64); in_days(n: u64); never();

    // front.ftl
    front_heading(name: &str, date: &str);
    front_trending(); front_more(); front_languages(); front_opinion(); front_latest(); front_river();
    empty_heading(); empty_lead(); empty_then();
    waiting_heading(); waiting_lead(feeds: u64); waiting_feeds();

    // stories.ftl
    told_reports(reports: u64); told_voices(reports: u64, voices: u64);
    told_languages(reports: u64, voices: u64, languages: u64);
    why_here(); why_pinned(); why_growing(); why_many_voices(); why_recent(); why_remaining();
    why_parts(importance: f64, freshness: f64, diversity: f64, velocity: f64);
    story_kicker(); story_began(time: &str); story_latest(time: &str); story_reports(); story_older(); story_newest();
    story_end(); story_first_here(); story_copies(n: u64); story_opinion(); story_others(); story_languages();
    story_earlier(); story_later();
    story_how_told(); story_by_language(); story_by_country(); story_by_owner(); story_counted();

    // sections.ftl
    section_arts(); section_conflict(); section_crime(); section_disaster(); section_economy(); section_education();
    section_environment(); section_health(); section_human_interest(); section_labour(); section_lifestyle();
    section_politics(); section_religion(); section_science(); section_society(); section_sport(); section_weather();
    sections_label(); section_newest(); section_empty(); section_older(); section_back(); section_end();

    // hashtags.ftl
    hashtags_label(); hashtag_person(); hashtag_place(); hashtag_organisation(); hashtag_theme();
    hashtag_lead(tag: &str); hashtag_empty(); hashtag_older(); hashtag_newest(); hashtag_end();
    no_hashtag_title(); no_hashtag_text(name: &str); no_hashtag_search();

    // search.ftl
    search_title(); search_label(); search_button(); search_for(query: &str); search_like(headline: &str);
    search_best(); search_newest(); search_order(); search_more(); search_first(); search_none(); search_none_hint();
    search_others(n: u64); search_see_hashtag(tag: &str); search_operators();
    operator_words(); operator_phrase(); operator_or(); operator_not(); operator_group(); operator_prefix();
    operator_title(); operator_author(); operator_publisher(); operator_hashtag(); operator_language();
    operator_section(); operator_genre(); operator_date(); operator_after(); operator_before();
    problem_operator(name: &str); problem_no_value(name: &str); problem_date(text: &str); problem_language(text: &str);
    problem_section(text: &str); problem_genre(text: &str); problem_quote(); problem_parenthesis(); problem_or();
    problem_long(); problem_many(); problem_deep();

    // article.ftl
    byline(authors: &str);
    published(); first_seen(); updated(); revised();
    reading_minutes(n: u64);
    read_original(publisher: &str); rest_at(publisher: &str);
    may_read(words: u64, publisher: &str);
    no_text(publisher: &str); summary_only(publisher: &str); text_failed(cause: &str);
    photo_at(publisher: &str); picture_at(publisher: &str); picture_at_showing(publisher: &str, alt: &str);
    media_at(publisher: &str);
    listen_at(publisher: &str); watch_at(publisher: &str); attachment_at(publisher: &str);
    media_minutes(n: u64);
    about_this(); licence();
    part_of_heading(); part_of_all(); related_heading(); related_same_event(); related_earlier(); related_people();
    related_background(); find_similar();
    genre_analysis(); genre_opinion(); genre_sponsored(); genre_press_release(); genre_satire(); genre_live();
    note_analysis(); note_opinion(); note_sponsored(); note_press_release(); note_satire(); note_live();

    // publisher.ftl
    publisher_kicker(); facts_heading(); facts_country(); facts_owner(); facts_funder(); facts_editor(); facts_home();
    facts_source(); facts_checked(); facts_note(); unknown();
    its_feeds(); no_feeds(); newest_heading(); all_in_river(); no_articles();

    // river.ftl
    river_title(); river_of(name: &str); river_lead(); river_lead_of(name: &str); river_everything(); river_keys();
    river_older(); river_newest(); river_end(); river_empty();

    // feeds.ftl
    feeds_title(); feeds_count(n: u64);
    filter_label(); filter_all();
    state_fine(); state_problems(); state_failing(); state_waiting(); state_paused();
    column_feed(); column_state(); column_last(); column_next();
    feed_untitled();
    failing_since(n: u64); problem_list(n: u64);
    feeds_more(); feeds_first(); feeds_none(); no_poll();

    // causes.ftl
    cause_gone(); cause_not_found(); cause_login_required(); cause_refused(); cause_wall(); cause_rate_limited();
    cause_server_error(); cause_unexpected_status(); cause_unknown_host(); cause_unreachable(); cause_tls();
    cause_timeout(); cause_interrupted(); cause_too_large(); cause_too_many_redirects(); cause_forbidden_address();
    cause_bad_address(); cause_robots(); cause_not_a_feed(); cause_not_a_page(); cause_no_article(); cause_internal();

    // errors.ftl
    error_status(status: &str); error_home(); error_river();
    not_found_title(); not_found_text(); gone_title(); gone_text(); bad_request_title(); bad_request_text();
    too_long_title(); too_long_text(); bad_method_title(); bad_method_text(); internal_title(); internal_text();
    unavailable_title(); unavailable_text(); too_slow_title(); too_slow_text();
}
