//! `octavo story`: what editors do to stories, from the command line. Every edit is logged and can be undone.

use anyhow::{Context, Result, bail};
use model::rights::Audience;
use model::{ArticleId, Story, StoryId};
use serde_json::{Value, json};
use store::{Editor, Listed, Store, StoryArticle, StoryEdit, StoryFound};

use crate::arguments::{Options, StoryCommand};
use crate::config::Config;
use crate::newsroom;
use crate::system_clock::system_clock;

/// Articles of a story shown, and edits of the log.
const SHOWN: usize = 200;

/// Carries a command out.
pub(crate) async fn run(options: &Options, command: &StoryCommand) -> Result<()> {
    let store = newsroom::open_store(&Config::load(options)?).await?;
    let (actor, at) = (actor(command), system_clock().now());
    let by = Editor { actor: &actor, at };
    match command {
        StoryCommand::Show { story } => show(options, &store, *story).await?,
        StoryCommand::Log => log(options, &store).await?,
        StoryCommand::Merge { from, into, .. } => {
            done(store.merge_stories(by, *from, *into).await?, "one of these stories does not exist")?;
        }
        StoryCommand::Split { story, articles, .. } => {
            let new = store.split_story(by, *story, articles).await?;
            let new = new.context("none of these articles belongs to that story, or all of them do")?;
            say(options, &json!({"story": new}), &format!("They are story {new} from here on."));
        }
        StoryCommand::Move { article, to, .. } => {
            let hint = "the article or the story does not exist, or it is there already";
            done(store.move_article(by, *article, *to).await?, hint)?;
        }
        StoryCommand::Headline { story, headline, .. } => {
            done(store.headline_story(by, *story, headline.as_deref()).await?, "there is no such story")?;
        }
        StoryCommand::Pin { story, off, .. } => {
            done(store.pin_story(by, *story, !off).await?, "there is no such story")?;
        }
        StoryCommand::Undo { edit, .. } => {
            let hint = "there is no such edit, or it is undone already; `octavo story log` shows them";
            done(store.undo_edit(by, *edit).await?, hint)?;
        }
    }
    store.close().await;
    Ok(())
}

/// Who edits: the name given, else the one the system goes by.
fn actor(command: &StoryCommand) -> String {
    command.actor().unwrap_or("command line").to_owned()
}

fn done(happened: bool, otherwise: &str) -> Result<()> {
    if happened { Ok(()) } else { bail!("nothing was changed: {otherwise}") }
}

fn say(options: &Options, machine: &Value, person: &str) {
    if options.json {
        println!("{machine}");
    } else {
        println!("{person}");
    }
}

async fn show(options: &Options, store: &Store, id: StoryId) -> Result<()> {
    let story = match store.story(id).await? {
        Some(StoryFound::Here(story)) => *story,
        Some(StoryFound::Moved(into)) => bail!("story {id} was merged into story {into}"),
        None => bail!("there is no story {id}"),
    };
    let articles = store.story_articles(id, Audience::Private, None, SHOWN).await?.items;
    if options.json {
        println!("{}", story_json(&story, &articles));
        return Ok(());
    }
    println!("{} reports, {} independent voices, {} publishers", story.articles, story.voices, story.publishers);
    for StoryArticle { listed: Listed { article, publisher, .. }, fixed, .. } in &articles {
        let mark = if *fixed { " (placed by an editor)" } else { "" };
        println!("{}  {:.0}  {publisher}: {}{mark}", article.id, article.listed, article.metadata.title);
    }
    Ok(())
}

fn story_json(story: &Story, articles: &[StoryArticle]) -> Value {
    let articles = articles.iter().map(|told| {
        let article = &told.listed.article;
        json!({
            "article": article.id, "publisher": told.listed.publisher, "title": article.metadata.title,
            "listed": article.listed, "wire_group": told.wire_group, "fixed": told.fixed,
        })
    });
    json!({
        "story": story.id, "lead": story.lead, "headline": story.own_headline, "pinned": story.pinned,
        "section": story.section.map(model::Section::as_str), "began": story.began, "latest": story.latest,
        "publishers": story.publishers, "voices": story.voices, "importance": story.importance,
        "articles": articles.collect::<Vec<_>>(),
    })
}

async fn log(options: &Options, store: &Store) -> Result<()> {
    let mut after = 0;
    loop {
        let edits = store.edits_after(after, SHOWN).await?;
        let Some(last) = edits.last() else { return Ok(()) };
        after = last.id;
        for edit in &edits {
            say(options, &edit_json(edit), &line(edit));
        }
    }
}

fn line(edit: &StoryEdit) -> String {
    let other = edit.other_id.map(|other| format!(" and {other}")).unwrap_or_default();
    let undone = edit.undone_at.map_or("", |_| " (undone)");
    format!(
        "{}  {:.0}  {}: {} story {}{other}{undone}",
        edit.id,
        edit.at,
        edit.actor,
        edit.kind.as_str(),
        edit.story_id
    )
}

fn edit_json(edit: &StoryEdit) -> Value {
    let moved = edit.moved.iter().map(|(article, story): &(ArticleId, StoryId)| json!([article, story]));
    json!({
        "edit": edit.id, "at": edit.at, "actor": edit.actor, "kind": edit.kind.as_str(), "story": edit.story_id,
        "other": edit.other_id, "moved": moved.collect::<Vec<_>>(), "undone_at": edit.undone_at,
    })
}
