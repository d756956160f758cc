use model::rights::{Basis, Display, Level};
use model::{HashtagKind, Language, Story};

use super::*;
use crate::samples::{assigner, at, digest, digested, document, draft, feed, here, item, poll, stories_of, told};
use crate::testing::TestStore;
use crate::{Assignment, ListFilter, StoryLanguage, StoryPortrait, on_both_engines};

on_both_engines!(
    a_story_is_told_with_its_articles_newest_first,
    a_reader_sees_the_lead_in_the_first_of_their_languages,
    a_hidden_publisher_is_in_no_list,
    a_front_page_chooses_pinned_and_weighty_stories_first,
    a_section_is_paged_without_gap_or_repeat,
    each_story_stands_once_in_a_collapsed_list,
    what_a_portrait_is_made_from_is_all_there,
);

fn language(code: &str) -> Language {
    code.parse().unwrap()
}

/// A portrait of a story in these languages, of so many voices.
fn portrait(story: Story, voices: u32, leads: &[(&str, ArticleId)]) -> StoryPortrait {
    let told = |(code, lead): &(&str, ArticleId)| StoryLanguage {
        language: language(code),
        articles: 1,
        lead: *lead,
        latest: story.latest,
    };
    StoryPortrait {
        languages: leads.iter().map(told).collect(),
        wire_groups: Vec::new(),
        story: Story {
            section: Some(Section::Politics),
            voices,
            importance: f64::from(voices),
            languages: leads.iter().map(|(code, _)| (language(code), 1)).collect(),
            ..story
        },
    }
}

async fn portray(store: &Store, lease: crate::Lease, portraits: Vec<StoryPortrait>) {
    let assignment = Assignment { portraits, ..Assignment::new(lease, at(5)) };
    assert!(!store.record_assignment(&assignment).await.unwrap().lease_lost);
}

async fn hide(store: &Store, article: ArticleId) {
    let publisher = store.article(article).await.unwrap().unwrap().publisher_id;
    let hidden = Display { level: Level::Hidden, basis: Basis::Operator, since: at(0) };
    store.set_display(publisher, Audience::Public, Some(hidden)).await.unwrap();
}

async fn a_story_is_told_with_its_articles_newest_first(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c", "d", "e"]).await;
    let lease = assigner(&store).await;
    let story = told(&store, lease, &articles[..4]).await;
    let mut groups = portrait(here(&store, story).await, 2, &[("en", articles[0])]);
    groups.wire_groups = vec![(articles[1], 7), (articles[2], 7), (articles[4], 7)];
    portray(&store, lease, vec![groups]).await;
    let (mut seen, mut after) = (Vec::new(), None);
    loop {
        let page = store.story_articles(story, Audience::Public, after, 3).await.unwrap();
        seen.extend(page.items.into_iter().map(|item| (item.listed.article.id, item.wire_group)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let mut expect: Vec<_> = articles[..4].iter().map(|id| (*id, None)).collect();
    expect[1].1 = Some(7);
    expect[2].1 = Some(7);
    expect.sort_by_key(|(id, _)| std::cmp::Reverse(*id));
    assert_eq!(seen, expect, "a group names no article of another story");
    assert_eq!(here(&store, story).await.articles, 4);
    assert_eq!(stories_of(&store, [articles[0], articles[4]]).await, [Some(story), None]);
}

async fn a_reader_sees_the_lead_in_the_first_of_their_languages(store: TestStore) {
    let articles = digested(&store, "paper", &["en", "de", "ja"]).await;
    let lease = assigner(&store).await;
    let story = told(&store, lease, &articles).await;
    let leads = [("en", articles[0]), ("de", articles[1]), ("ja", articles[2])];
    portray(&store, lease, vec![portrait(Story { lead: articles[1], ..here(&store, story).await }, 3, &leads)]).await;
    for (wanted, expect) in [(&["fr", "ja", "en"][..], 2), (&["en"], 0), (&["fr"], 1), (&[], 1)] {
        let wanted: Vec<_> = wanted.iter().map(|code| language(code)).collect();
        let leads = store.leads(&[story], &wanted, Audience::Public).await.unwrap();
        assert_eq!(leads[&story].article.id, articles[expect], "{wanted:?}");
    }
    store.withdraw(articles[0]).await.unwrap();
    let leads = store.leads(&[story], &[language("en")], Audience::Public).await.unwrap();
    assert_eq!(leads[&story].article.id, articles[1], "before the portrait is made anew");
    store.withdraw(articles[1]).await.unwrap();
    let leads = store.leads(&[story], &[language("en")], Audience::Public).await.unwrap();
    assert_eq!(leads[&story].article.id, articles[2]);
}

async fn a_hidden_publisher_is_in_no_list(store: TestStore) {
    let (shown, hidden) = (digested(&store, "shown", &["a"]).await, digested(&store, "hidden", &["b", "c"]).await);
    let lease = assigner(&store).await;
    let both = told(&store, lease, &[shown[0], hidden[0]]).await;
    let only = told(&store, lease, &hidden[1..]).await;
    let mut portraits = Vec::new();
    for story in [both, only] {
        portraits.push(portrait(here(&store, story).await, 2, &[("en", hidden[0])]));
    }
    portray(&store, lease, portraits).await;
    hide(&store, hidden[0]).await;
    for (audience, count) in [(Audience::Public, 1), (Audience::Private, 2)] {
        let front = store.front_candidates(None, at(-1000), audience, 10).await.unwrap();
        assert_eq!(front.len(), count);
        let front = store.front_candidates(Some(language("en")), at(-1000), audience, 10).await.unwrap();
        assert_eq!(front.len(), count);
        let section = store.section_stories(Section::Politics, None, audience, None, 10).await.unwrap();
        assert_eq!(section.items.len(), count);
        assert_eq!(store.story_articles(both, audience, None, 9).await.unwrap().items.len(), count);
        let river = store.newest_collapsed(&ListFilter::default(), audience, None, 9).await.unwrap();
        assert_eq!(river.items.len(), count);
        let leads = store.leads(&[both, only], &[language("en")], audience).await.unwrap();
        assert_eq!(leads.len(), count);
        assert_eq!(store.listed_by_id(&[shown[0], hidden[0]], audience).await.unwrap().len(), count);
    }
    let leads = store.leads(&[both], &[language("en")], Audience::Public).await.unwrap();
    assert_eq!(leads[&both].article.id, shown[0]);
}

async fn a_front_page_chooses_pinned_and_weighty_stories_first(store: TestStore) {
    let articles = digested(&store, "paper", &["a", "b", "c", "d"]).await;
    let lease = assigner(&store).await;
    let mut stories = Vec::new();
    for (article, voices) in articles.iter().zip([1, 5, 3, 1]) {
        let story = told(&store, lease, &[*article]).await;
        portray(&store, lease, vec![portrait(here(&store, story).await, voices, &[("en", *article)])]).await;
        stories.push(story);
    }
    let editor = crate::Editor { actor: "ed", at: at(9) };
    assert!(store.pin_story(editor, stories[3], true).await.unwrap());
    let ids = |front: Vec<Story>| front.into_iter().map(|story| story.id).collect::<Vec<_>>();
    let front = store.front_candidates(None, at(-1000), Audience::Public, 3).await.unwrap();
    assert_eq!(ids(front), [stories[3], stories[1], stories[2]]);
    let front = store.front_candidates(Some(language("en")), at(-1000), Audience::Public, 9).await.unwrap();
    assert_eq!(front.len(), 4);
    let late = store.front_candidates(None, at(0), Audience::Public, 9).await.unwrap();
    assert!(late.is_empty(), "all were told before");
}

async fn a_section_is_paged_without_gap_or_repeat(store: TestStore) {
    let names: Vec<_> = (0..11).map(|number| format!("n{number}")).collect();
    let names: Vec<_> = names.iter().map(String::as_str).collect();
    let articles = digested(&store, "paper", &names).await;
    let lease = assigner(&store).await;
    for article in &articles {
        let story = told(&store, lease, &[*article]).await;
        portray(&store, lease, vec![portrait(here(&store, story).await, 1, &[("en", *article)])]).await;
    }
    for wanted in [None, Some(language("en"))] {
        let (mut seen, mut after) = (std::collections::HashSet::new(), None);
        for _ in 0..4 {
            let page = store.section_stories(Section::Politics, wanted, Audience::Public, after, 4).await.unwrap();
            seen.extend(page.items.into_iter().map(|story| story.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen.len(), 11);
    }
    let none = store.section_stories(Section::Sport, None, Audience::Public, None, 4).await.unwrap();
    assert!(none.items.is_empty());
    let none = store.section_stories(Section::Politics, Some(language("de")), Audience::Public, None, 4).await.unwrap();
    assert!(none.items.is_empty());
}

async fn each_story_stands_once_in_a_collapsed_list(store: TestStore) {
    let (one, two) = (digested(&store, "one", &["a", "b", "c"]).await, digested(&store, "two", &["d", "e"]).await);
    let lease = assigner(&store).await;
    let story = told(&store, lease, &[one[0], one[1], two[0]]).await;
    let ids = |page: Page<crate::CollapsedRow>| {
        page.items.into_iter().map(|row| (row.listed.article.id, row.story.map(|story| story.id))).collect::<Vec<_>>()
    };
    let all = store.newest_collapsed(&ListFilter::default(), Audience::Public, None, 10).await.unwrap();
    assert_eq!(ids(all), [(two[1], None), (two[0], Some(story)), (one[2], None)]);
    let publisher = store.article(one[0]).await.unwrap().unwrap().publisher_id;
    let filter = ListFilter { publisher: Some(publisher), ..ListFilter::default() };
    let own = store.newest_collapsed(&filter, Audience::Public, None, 10).await.unwrap();
    assert_eq!(ids(own), [(one[2], None), (one[1], Some(story))]);
    let first = store.newest_collapsed(&ListFilter::default(), Audience::Public, None, 2).await.unwrap();
    let rest = store.newest_collapsed(&ListFilter::default(), Audience::Public, first.next, 2).await.unwrap();
    assert_eq!(ids(rest), [(one[2], None)]);
}

async fn what_a_portrait_is_made_from_is_all_there(store: TestStore) {
    let id = feed(&store, "paper").await;
    poll(&store, id, 0, document(&[item("a"), item("b")])).await;
    let articles = digest(&store, &[draft("Rome", HashtagKind::Place)]).await;
    let story = told(&store, assigner(&store).await, &articles).await;
    let reports = store.story_reports(&[story, StoryId::new(5)]).await.unwrap();
    assert!(reports[&StoryId::new(5)].is_empty());
    let report = &reports[&story][0];
    assert_eq!((report.article_id, reports[&story].len()), (articles[0], 2));
    assert_eq!(report.gist.as_deref(), Some(&[1, 0, 255][..]));
    assert_eq!((report.title.as_str(), report.words, report.has_image), ("News of a", 3, false));
    assert_eq!((report.section, report.language), (Some(Section::Politics), Some(language("en"))));
}
