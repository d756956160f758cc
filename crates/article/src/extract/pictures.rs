//! Which pictures and players belong to a body: those between its first and last words, with their captions.

use crate::dom::NodeId;
use crate::extract::Page;
use crate::extract::runs::Run;

/// Icons and faces are smaller.
const MIN_SIDE: u32 = 60;

/// Marks the pictures, players and captions of the body below `root`.
pub(super) fn keep(page: &Page<'_>, root: NodeId, runs: &[Run], chosen: &[bool], is_kept: &mut [bool]) {
    let Some(last) = chosen.iter().rposition(|chosen| *chosen).and_then(|at| runs.get(at)) else { return };
    // A picture at the very end stands in the same block as the last words, or right behind it.
    let end = page.dom.end(page.dom.parent(last.block)).min(page.dom.end(root));
    let dropped = dropped_blocks(page, runs, chosen);
    let mut frames = Vec::new();
    for id in root..end {
        let is_media = matches!(page.dom.name(id), "img" | "embed") && !is_small(page, id);
        let is_hidden = page.marks.is_hidden(id) || page.marks.is_furniture(id);
        let stands_with_dropped = dropped.get(page.dom.parent(id)) == Some(&true);
        if is_media && !is_hidden && !stands_with_dropped {
            if let Some(kept) = is_kept.get_mut(id) {
                *kept = true;
            }
            frames.extend(frame(page, id));
        }
    }
    keep_captions(page, runs, &frames, is_kept);
}

/// Marks the captions that stand in the frames of kept pictures, which are in the order of the page.
fn keep_captions(page: &Page<'_>, runs: &[Run], frames: &[NodeId], is_kept: &mut [bool]) {
    for run in runs.iter().filter(|run| page.marks.is_caption(run.first()) && !stutters(&run.text)) {
        let frame = frames.partition_point(|frame| *frame <= run.first()).checked_sub(1).and_then(|at| frames.get(at));
        let is_framed = frame.is_some_and(|frame| page.dom.subtree(*frame).contains(&run.first()));
        for node in run.nodes.iter().filter(|_| is_framed) {
            if let Some(kept) = is_kept.get_mut(*node) {
                *kept = true;
            }
        }
    }
}

/// Whether a caption begins by saying the same word twice, as "Photo: Photo: Ness Courier" does.
fn stutters(caption: &str) -> bool {
    let mut words = caption.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.next().zip(words.next()).is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
}

/// The element that holds a picture with its caption, and nothing else.
fn frame(page: &Page<'_>, picture: NodeId) -> Option<NodeId> {
    let nearest = page.dom.ancestors(picture).take(MAX_FRAMES);
    let holds_only_it = |id: &NodeId| page.dom.subtree(*id).filter(|&id| page.dom.name(id) == "img").count() == 1;
    let has_caption = |id: &NodeId| page.dom.subtree(*id).any(|id| page.marks.is_caption(id));
    let is_small = |id: &NodeId| page.dom.end(*id) - *id <= MAX_FRAME_NODES;
    nearest.take_while(is_small).filter(holds_only_it).find(has_caption)
}

/// Frames are a few elements deep and hold a few more.
const MAX_FRAMES: usize = 6;
const MAX_FRAME_NODES: usize = 60;

/// The elements that hold dropped text and no chosen text: a picture in them belongs to what was dropped.
fn dropped_blocks(page: &Page<'_>, runs: &[Run], chosen: &[bool]) -> Vec<bool> {
    let mut dropped = vec![false; page.dom.len()];
    let mut mark = |run: &Run, value: bool| {
        for id in page.dom.ancestors(run.first()).take(MAX_FRAMES) {
            if let Some(mark) = dropped.get_mut(id) {
                *mark = value;
            }
        }
    };
    let runs = || runs.iter().zip(chosen).filter(|(run, _)| !page.marks.is_caption(run.first()));
    runs().filter(|(_, chosen)| !**chosen).for_each(|(run, _)| mark(run, true));
    runs().filter(|(_, chosen)| **chosen).for_each(|(run, _)| mark(run, false));
    dropped
}

fn is_small(page: &Page<'_>, id: NodeId) -> bool {
    let side = |name: &str| page.dom.attribute(id, name).and_then(|value| value.parse::<u32>().ok());
    let is_short = |name: &str| side(name).is_some_and(|side| side < MIN_SIDE);
    is_short("width") && is_short("height")
}
