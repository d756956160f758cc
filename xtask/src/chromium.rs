//! The browser of the suite, with fonts for every script that its pages show.

use std::path::Path;

use anyhow::Result;

use crate::{debian, run};

/// A file of each font package, by which its presence is known.
const FONTS: [(&str, &str); 2] = [
    ("fonts-noto-core", "/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf"),
    ("fonts-noto-cjk", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"),
];

/// Makes sure that Chromium and the fonts are there.
pub(crate) fn ensure() -> Result<()> {
    let mut missing: Vec<&str> =
        FONTS.iter().filter(|(_, file)| !Path::new(file).exists()).map(|(name, _)| *name).collect();
    if !run::exists("chromium", "--version") {
        missing.push("chromium");
    }
    if missing.is_empty() { Ok(()) } else { debian::install(&missing, &[]) }
}
