//! Compiles the crate again when a file of the data set comes or goes: the macro that embeds them sees changed files
//! only.

fn main() {
    println!("cargo::rerun-if-changed=data");
}
