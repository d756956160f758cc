//! Writes `schema.sql` anew, after a migration was added: `cargo run -p store --features testing --example dump_schema`.

use std::error::Error;
use std::path::Path;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.sql");
    std::fs::write(path, store::testing::dump_schema().await)?;
    Ok(())
}
