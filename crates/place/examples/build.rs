//! Builds a gazetteer file and says how long it took: `build PACKAGES FILE` from packages that lie in a folder, or
//! `build DUMP.zip FILE` from a dump of GeoNames.

use masudi_place::{Gazetteer, gazetteer};
use std::path::Path;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [source, target] = args.as_slice() else { return Err("build PACKAGES FILE, or build DUMP.zip FILE".into()) };
    let (source, target) = (Path::new(source), Path::new(target));
    let started = Instant::now();
    if source.is_dir() {
        gazetteer::install_from(|step| eprintln!("{step:?}"), source, target)?;
    } else {
        gazetteer::import(source, target)?;
    }
    let built = started.elapsed();
    let places = Gazetteer::open(target)?.len();
    println!("{}: {places} places, {} bytes, {built:?}", target.display(), std::fs::metadata(target)?.len());
    Ok(())
}
