//! Memory that a caller's numbers ask for: whether it is there is asked before it is used, since an allocation that
//! fails ends the whole module.

use crate::error::Error;

/// Whether so many bytes are to be had. They are given back at once: nothing else runs meanwhile in WebAssembly.
pub fn require(bytes: usize) -> Result<(), Error> {
    Vec::<u8>::new().try_reserve_exact(bytes).map_err(|_| out_of_memory(bytes))
}

/// Capacity for so many items in all.
pub fn grow<T>(items: &mut Vec<T>, capacity: usize) -> Result<(), Error> {
    let more = capacity.saturating_sub(items.len());
    items.try_reserve_exact(more).map_err(|_| out_of_memory(capacity.saturating_mul(size_of::<T>())))
}

/// There is not.
pub fn out_of_memory(bytes: usize) -> Error {
    let message = format!(
        "There is no memory for {bytes} bytes more. Trainers that are no longer needed hold theirs until they are freed."
    );
    Error::new("out_of_memory", message).with("value", bytes)
}
