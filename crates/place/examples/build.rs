//! Builds a gazetteer file and says how long it took: `build PACKAGES DIR` from packages that lie in a folder, or
//! `build DUMP.zip FILE` from a dump of GeoNames.

use masudi_place::{Gazetteer, gazetteer};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [source, target] = args.as_slice() else { return Err("build PACKAGES DIR, or build DUMP.zip FILE".into()) };
    let (source, target) = (Path::new(source), Path::new(target));
    let started = Instant::now();
    let file = if source.is_dir() {
        gazetteer::install_from(|step| eprintln!("{step:?}"), source, target)?
    } else {
        gazetteer::import(source, target)?;
        target.to_owned()
    };
    let built = started.elapsed();
    let places = Gazetteer::open(&file)?.len();
    println!("{}: {places} places, {} bytes, {built:?}", file.display(), std::fs::metadata(&file)?.len());
    Ok(())
}
