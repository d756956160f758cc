//! Makes the models that the product carries, from data on disk, and says from which.

fn main() {}
