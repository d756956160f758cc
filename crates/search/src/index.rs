//! The index on disk: opening it, feeding it, and knowing how far it came.
//!
//! Nothing that is put can be found before [`Index::commit`], and a crash before it leaves the last commit. Vectors are
//! kept in the same files and loaded at start, the newest first, as many as memory may hold.

pub(crate) mod fields;
mod load;
mod progress;
#[cfg(test)]
mod tests;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError, RwLock};

use model::{ArticleId, Language};
use rayon::prelude::*;
use tantivy::directory::{Directory, MmapDirectory, RamDirectory};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::store::Compressor;
use tantivy::{IndexReader, IndexSettings, IndexWriter, ReloadPolicy, TantivyError};

use crate::{Document, Error, Near, Result, Vector, Vectors};
use fields::Fields;
pub(crate) use load::article;
use progress::Progress;

/// Of which kind the files are. It counts up whenever fields or terms change, which includes how `text::words` cuts
/// and stems: an index of another version is made anew.
pub const VERSION: u32 = 1;

/// Words of an article that can be found; 2 MB of text hold more, but no article does.
pub const MAX_WORDS: usize = 50_000;

/// Bytes of text that are cut into terms at a time.
const CHUNK_BYTES: usize = 4 << 20;

/// How much an index may use.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Bytes of memory for what is put and not yet written; at least 15 MB.
    pub writer_bytes: usize,
    /// Vectors kept in memory, 600 bytes each; of older articles none are near anything.
    pub vectors: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { writer_bytes: 30_000_000, vectors: 100_000 }
    }
}

/// Full text and vectors of all articles. Made to be shared: every call takes `&self`.
pub struct Index {
    pub(crate) fields: Fields,
    pub(crate) reader: IndexReader,
    files: tantivy::Index,
    writer: Mutex<Option<IndexWriter>>,
    vectors: RwLock<Vectors>,
    languages: RwLock<Vec<Language>>,
    progress: Mutex<Progress>,
    options: Options,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("seq", &self.seq()).finish_non_exhaustive()
    }
}

impl Index {
    /// Opens the index in that folder, or makes an empty one there. The folder is the index's own.
    ///
    /// Several processes may search it; the first that writes is the only one that may.
    pub fn open(path: &Path, options: Options) -> Result<Self> {
        // tantivy panics over some damages, such as a file shorter than its footer.
        catch_unwind(AssertUnwindSafe(|| Self::open_folder(path, options))).unwrap_or_else(|_| {
            let source = TantivyError::InternalError("panicked over its files".to_owned());
            Err(Error::Damaged { path: path.to_owned(), source })
        })
    }

    fn open_folder(path: &Path, options: Options) -> Result<Self> {
        std::fs::create_dir_all(path).map_err(TantivyError::from)?;
        let damaged = |source| Error::opening(path.to_owned(), source);
        let directory = MmapDirectory::open(path)?;
        if tantivy::Index::exists(&directory).map_err(|error| damaged(error.into()))? {
            // A folder of another version has other fields: its version is read before they are looked for.
            let index = tantivy::Index::open(directory.clone()).map_err(damaged)?;
            progress::read(&index, path)?;
        }
        Self::over(directory.into(), path, options)
    }

    /// Makes an empty index that is gone with this value.
    pub fn in_memory(options: Options) -> Result<Self> {
        Self::over(RamDirectory::create().into(), Path::new("in memory"), options)
    }

    /// Throws away all that the folder holds and makes an empty index there, for the follower to fill from the start.
    pub fn reset(path: &Path, options: Options) -> Result<Self> {
        if path.exists() {
            std::fs::remove_dir_all(path).map_err(TantivyError::from)?;
        }
        Self::open(path, options)
    }

    fn over(directory: Box<dyn Directory>, path: &Path, options: Options) -> Result<Self> {
        let damaged = |source| Error::opening(path.to_owned(), source);
        let (schema, fields) = fields::schema();
        // Vectors are noise to a compressor.
        let settings = IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let builder = tantivy::Index::builder().schema(schema).tokenizers(fields::tokenizers()).settings(settings);
        let index = builder.open_or_create(directory).map_err(damaged)?;
        let progress = progress::read(&index, path)?;
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into().map_err(damaged)?;
        let searcher = reader.searcher();
        let vectors = load::vectors(&searcher, fields, options.vectors).map_err(damaged)?;
        let languages = load::languages(&searcher, fields).map_err(damaged)?;
        Ok(Self {
            fields,
            reader,
            files: index,
            writer: Mutex::new(None),
            vectors: RwLock::new(vectors),
            languages: RwLock::new(languages),
            progress: Mutex::new(progress),
            options,
        })
    }

    /// Files whose bytes are not those that were written. Reads all of the index.
    pub fn damaged_files(&self) -> Result<Vec<PathBuf>> {
        Ok(self.files.validate_checksum()?.into_iter().collect())
    }

    /// How many articles can be found.
    pub fn len(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Whether none can be found.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Up to where in the change sequence all is committed; zero at first.
    pub fn seq(&self) -> i64 {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner).seq
    }

    /// Takes in articles, each in the place of what was known of it.
    pub fn put(&self, documents: &[Document]) -> Result<()> {
        let mut rest = documents;
        while !rest.is_empty() {
            let (chunk, later) = rest.split_at(chunk_length(rest));
            self.put_chunk(chunk)?;
            rest = later;
        }
        Ok(())
    }

    fn put_chunk(&self, documents: &[Document]) -> Result<()> {
        let filled: Vec<_> = documents.par_iter().map(|document| self.fields.filled(document)).collect();
        self.write(|writer| {
            let articles = documents.iter().map(|document| document.article);
            let operations = articles.zip(filled).flat_map(|(article, filled)| {
                [UserOperation::Delete(self.fields.article_term(article)), UserOperation::Add(filled)]
            });
            writer.run(operations.collect::<Vec<_>>())
        })?;
        let mut vectors = self.vectors.write().unwrap_or_else(PoisonError::into_inner);
        for document in documents {
            match &document.vector {
                Some(vector) => vectors.put(document.article, document.publisher, document.listed, vector),
                None => vectors.remove(document.article),
            }
        }
        Ok(())
    }

    /// Forgets articles.
    pub fn remove(&self, articles: &[ArticleId]) -> Result<()> {
        let deletes = articles.iter().map(|article| UserOperation::Delete(self.fields.article_term(*article)));
        self.write(|writer| writer.run(deletes.collect::<Vec<_>>()))?;
        let mut vectors = self.vectors.write().unwrap_or_else(PoisonError::into_inner);
        for article in articles {
            vectors.remove(*article);
        }
        Ok(())
    }

    /// Makes all that was put and removed to be found and kept, and notes that it is complete up to `seq`.
    pub fn commit(&self, seq: i64) -> Result<()> {
        let progress = Progress { seq };
        self.write(|writer| {
            let mut commit = writer.prepare_commit()?;
            commit.set_payload(&progress.payload());
            commit.commit()
        })?;
        self.reader.reload()?;
        let languages = load::languages(&self.reader.searcher(), self.fields)?;
        *self.languages.write().unwrap_or_else(PoisonError::into_inner) = languages;
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = progress;
        Ok(())
    }

    /// Articles that say nearly the same as that one, nearest first, each with its cosine; none when it has no vector.
    pub fn similar(&self, article: ArticleId, near: &Near<'_>) -> Result<Vec<(ArticleId, f32)>> {
        let Some(vector) = self.vector(article)? else { return Ok(Vec::new()) };
        let except: Vec<ArticleId> = near.except.iter().copied().chain([article]).collect();
        Ok(self.nearest(&vector, &Near { except: &except, ..near.clone() }))
    }

    /// Articles that point most nearly the same way, nearest first, each with its cosine.
    pub fn nearest(&self, vector: &Vector, near: &Near<'_>) -> Vec<(ArticleId, f32)> {
        self.vectors.read().unwrap_or_else(PoisonError::into_inner).nearest(vector, near)
    }

    /// An article's vector, however old the article is.
    pub fn vector(&self, article: ArticleId) -> Result<Option<Vector>> {
        let known = self.vectors.read().unwrap_or_else(PoisonError::into_inner).get(article);
        if known.is_some() {
            return Ok(known);
        }
        Ok(load::vector(&self.reader.searcher(), self.fields, article)?)
    }

    /// The languages of its articles, most articles first.
    pub(crate) fn languages(&self) -> Vec<Language> {
        self.languages.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Runs one step of writing. After a failure the writer is of no more use, and the next step starts from the last
    /// commit.
    fn write<T>(&self, step: impl FnOnce(&mut IndexWriter) -> tantivy::Result<T>) -> Result<T> {
        let mut slot: MutexGuard<'_, Option<IndexWriter>> = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = match slot.take() {
            Some(writer) => writer,
            None => self.new_writer()?,
        };
        let done = step(&mut writer)?;
        *slot = Some(writer);
        Ok(done)
    }

    fn new_writer(&self) -> Result<IndexWriter> {
        let options = IndexWriterOptions::builder()
            .num_worker_threads(1)
            .num_merge_threads(1)
            .memory_budget_per_thread(self.options.writer_bytes.max(15_000_000))
            .build();
        let writer = self.files.writer_with_options(options)?;
        let mut policy = LogMergePolicy::default();
        // Removed articles take up room until their segment is merged.
        policy.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(policy));
        Ok(writer)
    }
}

/// How many of the documents are taken at a time, one at least.
fn chunk_length(documents: &[Document]) -> usize {
    let mut bytes = 0;
    let fits = documents.iter().take_while(|document| {
        bytes += document.text.len() + document.title.len();
        bytes <= CHUNK_BYTES
    });
    fits.count().max(1)
}
