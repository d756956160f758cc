//! The pages of Octavo: everything a reader sees in a browser. The only HTML of the project.
//!
//! - [`router()`] serves them; [`App`] is what they need from outside.
//! - One page, one file: `pages/<page>.rs` asks the store, `templates/<page>.html` is its HTML, `locales/` its texts.
//! - Text and pictures of a piece reach a template only through `view::Piece`, which asks [`model::rights`].
//! - A page makes a few indexed reads and renders; it never polls, fetches (pictures aside) or computes for long.
//! - Every answer carries a policy under which a browser runs no script but ours and asks nobody but us.
//! - Pages work without scripts. Those in `assets/` add keys, read marks and local times.

mod app;
mod assets;
mod edition;
mod error;
mod frame;
mod headers;
mod pages;
mod pictures;
mod router;
mod site;
mod view;
mod words;

pub use app::{App, Ready};
pub use router::router;
