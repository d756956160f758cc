//! The text of a page as runs between block boundaries, each with its place in the tree.

use crate::dom::{Dom, NodeId};
use crate::words::word_count;

/// Text that no block boundary divides.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Its words, white space made plain.
    pub(super) text: String,
    /// Its text nodes, in order.
    pub(super) nodes: Vec<NodeId>,
    /// The block that holds it directly.
    pub(super) block: NodeId,
    /// How many words it has.
    pub(super) words: u32,
    /// How many letters and digits it has.
    pub(super) letters: usize,
    /// How many of them stand in links.
    pub(super) linked: usize,
    /// How many links it has.
    pub(super) links: usize,
    /// How many of its letters are emphasized.
    pub(super) bold: usize,
    /// Whether its first letters stand in a link.
    pub(super) starts_linked: bool,
    /// Whether it stands in a list.
    pub(super) is_item: bool,
    /// How many runs of the page stand before it.
    pub(super) at: usize,
}

impl Run {
    /// Where it begins.
    pub(super) fn first(&self) -> NodeId {
        self.nodes.first().copied().unwrap_or_default()
    }

    /// Whether nearly all of it stands in links, and no sentence around them.
    pub(super) fn is_links(&self) -> bool {
        let is_sentence = self.ends_sentence()
            && (!self.starts_linked || self.words >= LONG_WORDS && self.linked * 10 < self.letters * 9);
        // An address written out is a source.
        let is_address = self.text.starts_with("http") && !self.text.contains(' ');
        self.linked > 0 && self.linked * 5 >= self.letters * 4 && !is_sentence && !is_address
    }

    /// Whether most of it stands in links.
    pub(super) fn is_mostly_links(&self) -> bool {
        self.linked * 2 > self.letters
    }

    /// Whether its last sentence ends.
    pub(super) fn ends_sentence(&self) -> bool {
        ends_sentence(&self.text)
    }

    /// Whether it reads like a paragraph that somebody wrote for readers.
    pub(super) fn is_prose(&self) -> bool {
        !self.is_mostly_links() && (self.words >= MIN_PROSE_WORDS && self.has_sentence() || self.words >= LONG_WORDS)
    }

    fn has_sentence(&self) -> bool {
        self.text.contains(SENTENCE_ENDS)
    }
}

/// Shorter runs are labels more often than sentences.
const MIN_PROSE_WORDS: u32 = 8;
/// So many words are prose whatever their signs: Thai writes none.
const LONG_WORDS: u32 = 25;
/// How many blocks around a run make it an item.
const ITEM_REACH: usize = 3;
const SENTENCE_ENDS: [char; 11] = ['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔', '።'];

/// Whether the last sentence of a text ends.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', '“', '\'', ')', '」', '』', ' ', '\u{a0}']);
    text.ends_with(SENTENCE_ENDS)
}

/// The runs of a page in order. Text of elements that `is_skipped` marks is not read.
pub(super) fn runs(dom: &Dom, is_skipped: &[bool]) -> Vec<Run> {
    let mut reader = Reader {
        dom,
        runs: Vec::new(),
        current: Run::default(),
        blocks: Vec::new(),
        link: (0, false),
        bold: 0,
        breaks: 0,
    };
    let mut id = 0;
    while id < dom.len() {
        if is_skipped.get(id) == Some(&true) {
            reader.leave(id);
            reader.end_run();
            id = dom.end(id);
            continue;
        }
        reader.node(id);
        id += 1;
    }
    reader.end_run();
    reader.runs
}

struct Reader<'a> {
    dom: &'a Dom,
    runs: Vec<Run>,
    current: Run,
    /// Open blocks and where they end.
    blocks: Vec<(NodeId, NodeId)>,
    /// Where the open link ends, and whether it has been counted.
    link: (NodeId, bool),
    /// Where open emphasis ends.
    bold: NodeId,
    /// Line breaks since the last character.
    breaks: u8,
}

impl Reader<'_> {
    fn node(&mut self, id: NodeId) {
        self.leave(id);
        if let Some(text) = self.dom.text(id) {
            return self.text(id, text);
        }
        match self.dom.name(id) {
            "a" => self.link = (self.dom.end(id), false),
            "b" | "strong" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "th" => {
                self.bold = self.bold.max(self.dom.end(id));
            }
            "br" => {
                self.breaks += 1;
                self.current.text.push(' ');
                if !self.current.nodes.is_empty() {
                    self.current.nodes.push(id);
                }
                if self.breaks > 1 {
                    self.end_run();
                }
            }
            _ => {}
        }
        if !is_inline(self.dom.name(id)) {
            self.end_run();
            self.blocks.push((id, self.dom.end(id)));
        }
    }

    /// Closes the blocks that end before the node.
    fn leave(&mut self, id: NodeId) {
        while self.blocks.last().is_some_and(|(_, end)| *end <= id) {
            self.end_run();
            self.blocks.pop();
        }
    }

    fn text(&mut self, id: NodeId, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if !text.trim().is_empty() {
            self.breaks = 0;
        }
        let run = &mut self.current;
        run.starts_linked |= run.letters == 0 && letters > 0 && id < self.link.0;
        push_plain(&mut run.text, text);
        run.nodes.push(id);
        run.letters += letters;
        if id < self.bold {
            run.bold += letters;
        }
        if id < self.link.0 {
            run.linked += letters;
            run.links += usize::from(!self.link.1 && letters > 0);
            self.link.1 |= letters > 0;
        }
    }

    fn end_run(&mut self) {
        let mut run = std::mem::take(&mut self.current);
        self.breaks = 0;
        if run.text.trim().is_empty() {
            return;
        }
        run.text.truncate(run.text.trim_end().len());
        run.words = word_count(&run.text);
        run.block = self.blocks.last().map_or(0, |(block, _)| *block);
        run.is_item = self.blocks.iter().rev().take(ITEM_REACH).any(|(block, _)| self.dom.name(*block) == "li");
        run.at = self.runs.len();
        self.runs.push(run);
    }
}

/// Adds text with its white space made plain.
fn push_plain(out: &mut String, text: &str) {
    for (at, word) in text.split(|c: char| c.is_whitespace()).enumerate() {
        if at > 0 && !out.is_empty() && !out.ends_with(' ') {
            out.push(' ');
        }
        out.push_str(word);
    }
}

/// Whether an element stands within a line of text. Elements of a site's own making are blocks: they wrap parts.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "br"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "embed"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "nobr"
            | "output"
            | "q"
            | "rb"
            | "rp"
            | "rt"
            | "rtc"
            | "ruby"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "bsp-span"
            | "object"
    )
}
