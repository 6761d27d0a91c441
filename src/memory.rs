//! Memory that a caller's numbers ask for: whether it is there is asked before it is used, since an allocation that
//! fails ends the whole module.

use crate::error::Error;

/// Whether so many bytes are to be had, in pieces of a third: nothing that is taken for them is larger. They are
/// given back at once: nothing else runs meanwhile in WebAssembly. What is little is not asked for: that would only
/// make a small memory larger.
pub fn require(bytes: usize) -> Result<(), Error> {
    const LITTLE: usize = 32 << 20;
    const SMALL_MEMORY: usize = 512 << 20;
    if bytes < LITTLE && in_use().is_some_and(|memory| memory < SMALL_MEMORY) {
        return Ok(());
    }
    let mut pieces: [Vec<u8>; 3] = Default::default();
    let has_room = pieces.iter_mut().all(|piece| piece.try_reserve_exact(bytes / 3 + 1).is_ok());
    if has_room { Ok(()) } else { Err(out_of_memory(bytes)) }
}

/// The bytes of the module's memory.
fn in_use() -> Option<usize> {
    #[cfg(target_arch = "wasm32")]
    return Some(core::arch::wasm32::memory_size::<0>() << 16);
    #[cfg(not(target_arch = "wasm32"))]
    None
}

/// Capacity for so many items in all.
pub fn grow<T>(items: &mut Vec<T>, capacity: usize) -> Result<(), Error> {
    let more = capacity.saturating_sub(items.len());
    items.try_reserve_exact(more).map_err(|_| out_of_memory(capacity.saturating_mul(size_of::<T>())))
}

/// Room for one more item.
pub fn room_for_one<T>(items: &mut Vec<T>) -> Result<(), Error> {
    items.try_reserve(1).map_err(|_| out_of_memory(items.len().saturating_mul(size_of::<T>())))
}

#[cold]
#[inline(never)]
fn out_of_memory(bytes: usize) -> Error {
    let message = format!(
        "There is no memory for {bytes} bytes more. Trainers that are no longer needed hold theirs until they are freed."
    );
    Error::new("out_of_memory", message).with("value", bytes)
}
