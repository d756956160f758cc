//! The lingua model crates on disk: which languages, and how often each n-gram is.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use fst::Streamer;

/// What the crates' names call a language, and its code.
const LANGUAGES: &str = "afrikaans=af albanian=sq arabic=ar armenian=hy azerbaijani=az basque=eu belarusian=be bengali=bn \
    bokmal=nb bosnian=bs bulgarian=bg catalan=ca chinese=zh croatian=hr czech=cs danish=da dutch=nl english=en \
    esperanto=eo estonian=et finnish=fi french=fr ganda=lg georgian=ka german=de greek=el gujarati=gu hebrew=he \
    hindi=hi hungarian=hu icelandic=is indonesian=id irish=ga italian=it japanese=ja kazakh=kk korean=ko latin=la \
    latvian=lv lithuanian=lt macedonian=mk malay=ms maori=mi marathi=mr mongolian=mn nynorsk=nn persian=fa polish=pl \
    portuguese=pt punjabi=pa romanian=ro russian=ru serbian=sr shona=sn slovak=sk slovene=sl somali=so sotho=st \
    spanish=es swahili=sw swedish=sv tagalog=tl tamil=ta telugu=te thai=th tsonga=ts tswana=tn turkish=tr \
    ukrainian=uk urdu=ur vietnamese=vi welsh=cy xhosa=xh yoruba=yo zulu=zu";

/// The folders of the model crates, in the order of their names.
pub(super) fn folders(of: &Path) -> Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(of).with_context(|| format!("could not read {}", of.display()))?;
    let mut found = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if code(&path).is_some() {
            found.push(path);
        }
    }
    found.sort();
    ensure!(!found.is_empty(), "no lingua model crate in {}", of.display());
    Ok(found)
}

/// The language's code that a crate's folder is about.
pub(super) fn code(folder: &Path) -> Option<&'static str> {
    let name = folder.file_name()?.to_str()?.strip_prefix("lingua-")?.split_once("-language-model")?.0;
    LANGUAGES.split_ascii_whitespace().find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// How large a share of all letters each n-gram of up to five letters begins at.
///
/// The crate keeps the logarithm of how often a letter follows the ones before it; multiplied up, that is the n-gram's
/// own frequency.
pub(super) fn frequencies(folder: &Path) -> Result<HashMap<String, f64>> {
    let map = fst::Map::new(std::fs::read(folder.join("models/ngrams.fst"))?)?;
    let mut all = HashMap::new();
    let mut stream = map.stream();
    // Keys come in order, so that an n-gram's beginning has been seen before it.
    while let Some((key, bits)) = stream.next() {
        let ngram = std::str::from_utf8(key)?;
        let beginning = ngram.char_indices().last().and_then(|(at, _)| ngram.get(..at)).unwrap_or_default();
        let before = if beginning.is_empty() { 1.0 } else { all.get(beginning).copied().unwrap_or_default() };
        all.insert(ngram.to_owned(), before * f64::from_bits(bits).exp());
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_folders_of_model_crates_have_a_code() {
        let check = |name: &str, expected| assert_eq!(code(Path::new(name)), expected, "{name}");
        check("x/lingua-zulu-language-model-1.3.0", Some("zu"));
        check("lingua-bokmal-language-model-1.3.0", Some("nb"));
        check("lingua-klingon-language-model-1.0.0", None);
        check("lingua-1.8.0", None);
        assert_eq!(LANGUAGES.split_ascii_whitespace().count(), 75);
    }
}
