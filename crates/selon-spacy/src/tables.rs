//! Look-up tables over msgpack that stays in its mapped file: only places are kept in memory.

use crate::error::LoadError;
use crate::lexeme::hash_str;
use crate::msgpack::Reader;
use crate::package::PackageFile;

/// Bytes that an entry of a table takes at least, in the files that trained pipelines have.
const USUAL_ENTRY: usize = 6;

/// Open-addressed places in a file, plus one; 0 is a free slot. A power of two long, half full at most.
#[derive(Debug, Default)]
struct Places {
    slots: Vec<u32>,
    n_keys: usize,
}

impl Places {
    /// Room for `n_keys`, but for no more than the rest of the file can hold, entries being as long as they are in
    /// sound files; [`Places::insert`] makes room for more.
    fn for_keys(n_keys: usize, n_bytes: usize, file: &PackageFile) -> Result<Self, LoadError> {
        if file.bytes().len() >= u32::MAX as usize {
            return Err(LoadError::format(file.path(), "the file", "less than 4 GiB", file.bytes().len()));
        }
        let n_keys = n_keys.min(n_bytes / USUAL_ENTRY);
        Ok(Self { slots: vec![0; (n_keys * 2).next_power_of_two()], n_keys: 0 })
    }

    fn slot_of(&self, hash: u64) -> usize {
        (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32) as usize & (self.slots.len() - 1)
    }

    /// Enters a key by its hash; `rehash` gives the hash of the key at a place.
    fn insert(&mut self, hash: u64, place: usize, rehash: impl Fn(usize) -> u64) {
        self.n_keys += 1;
        if self.n_keys * 2 > self.slots.len() {
            let n_slots = self.slots.len() * 2;
            for old in std::mem::replace(&mut self.slots, vec![0; n_slots]) {
                if let Some(place) = old.checked_sub(1) {
                    self.put(rehash(place as usize), place as usize);
                }
            }
        }
        self.put(hash, place);
    }

    fn put(&mut self, hash: u64, place: usize) {
        let mut slot = self.slot_of(hash);
        while self.slots[slot] != 0 {
            slot = (slot + 1) & (self.slots.len() - 1);
        }
        self.slots[slot] = place as u32 + 1;
    }

    fn find(&self, hash: u64) -> impl Iterator<Item = usize> + '_ {
        let mut slot = if self.slots.is_empty() { 0 } else { self.slot_of(hash) };
        std::iter::from_fn(move || {
            let place = self.slots.get(slot)?.checked_sub(1)?;
            slot = (slot + 1) & (self.slots.len() - 1);
            Some(place as usize)
        })
    }
}

/// A map whose keys are string ids.
#[derive(Debug)]
pub(crate) struct IdTable {
    file: PackageFile,
    places: Places,
}

impl IdTable {
    /// Reads the map that `reader` stands before and leaves it behind it; `check` reads each value.
    ///
    /// # Errors
    /// Where the map is damaged or `check` says so.
    pub(crate) fn read(
        file: &PackageFile,
        field: &str,
        reader: &mut Reader,
        mut check: impl FnMut(&mut Reader) -> Result<(), LoadError>,
    ) -> Result<Self, LoadError> {
        let n_keys = reader.map().map_err(file.wrong(field))?;
        let mut places = Places::for_keys(n_keys, file.bytes().len() - reader.at(), file)?;
        let start = *reader;
        for _ in 0..n_keys {
            let place = reader.at();
            let key = reader.uint().map_err(file.wrong(field))?;
            check(reader)?;
            places.insert(key, place, |place| start.seek(place).uint().unwrap_or(0));
        }
        Ok(Self { file: file.clone(), places })
    }

    /// A reader before the value of `id`.
    pub(crate) fn get(&self, id: u64) -> Option<Reader<'_>> {
        let reader = Reader::new(self.file.bytes());
        self.places.find(id).find_map(|place| {
            let mut entry = reader.seek(place);
            (entry.uint().ok()? == id).then_some(entry)
        })
    }
}

/// A map or list whose keys are strings.
#[derive(Debug)]
pub(crate) struct FormTable {
    file: PackageFile,
    places: Places,
}

impl FormTable {
    /// Reads the map or list that `reader` stands before and leaves it behind it.
    ///
    /// # Errors
    /// Where it is damaged.
    pub(crate) fn read(file: &PackageFile, field: &str, reader: &mut Reader) -> Result<Self, LoadError> {
        let is_map = reader.at_map();
        let n_keys = if is_map { reader.map() } else { reader.list() }.map_err(file.wrong(field))?;
        let mut places = Places::for_keys(n_keys, file.bytes().len() - reader.at(), file)?;
        let start = *reader;
        for _ in 0..n_keys {
            let place = reader.at();
            let key = reader.str().map_err(file.wrong(field))?;
            places.insert(hash_str(key), place, |place| hash_str(start.seek(place).str().unwrap_or("")));
            if is_map {
                reader.skip().map_err(file.wrong(field))?;
            }
        }
        Ok(Self { file: file.clone(), places })
    }

    /// A reader behind the key `form`: before its value, if this is a map.
    pub(crate) fn get(&self, form: &str) -> Option<Reader<'_>> {
        let reader = Reader::new(self.file.bytes());
        self.places.find(hash_str(form)).find_map(|place| {
            let mut entry = reader.seek(place);
            (entry.str().ok()? == form).then_some(entry)
        })
    }

    pub(crate) fn contains(&self, form: &str) -> bool {
        self.get(form).is_some()
    }
}
