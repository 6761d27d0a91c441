//! The whole state of a run as bytes.
//!
//! | part | bytes |
//! |---|---|
//! | magic `LKSN`, format version u32, engine version u32 | 12 |
//! | configuration, as its link: length u32, UTF-8 | 4 + n |
//! | weights (Keras' order), optimizer's state, order of samples: each length u32, then 4 bytes each | |
//! | epoch, updates, position, word position of the shuffle stream: u64 each | 32 |
//! | loss sum f64; loss f32; diverged u8 | 13 |
//! | history: stride u64, epochs, losses, validation losses | |
//! | where there are edits: the outgoing weights of units that are off | |
//! | FNV-1a 64 of all before | 8 |
//!
//! All numbers are little-endian; the data are those the configuration determines. The initial weights are made
//! again from the configuration, so that a reset after a restore is the same reset.
//!
//! What is read may be forged: each number is held against what a run can come to, and nothing is looped over or
//! allocated by a number alone.

use super::fingerprint::{Fingerprint, canonical};
use super::{History, Progress, Trainer};
use crate::ENGINE_VERSION;
use crate::config::limits::MAX_INTEGER;
use crate::error::Error;
use crate::value::Value;

const MAGIC: &[u8; 4] = b"LKSN";
const FORMAT: u32 = 1;

impl Trainer {
    /// The whole state. Training on from it gives the same bits as never having stopped.
    pub fn snapshot(&self) -> Vec<u8> {
        let mut out = Writer(Vec::new());
        out.0.extend(MAGIC);
        out.u32(FORMAT);
        out.u32(ENGINE_VERSION);
        out.text(&self.link());
        out.floats(&self.parameters());
        out.floats(self.optimizer.state());
        out.words(&self.progress.order);
        out.u64(self.progress.epoch);
        out.u64(self.progress.updates);
        out.u64(self.progress.position as u64);
        out.u64(self.shuffle.position());
        out.u64(self.progress.loss_sum.to_bits());
        out.u32(canonical(self.progress.loss).to_bits());
        out.0.push(u8::from(self.progress.diverged));
        out.u64(self.history.stride());
        for values in [self.history.epochs(), self.history.loss(), self.history.validation()] {
            out.floats(values);
        }
        if !self.config.edits.is_empty() {
            out.floats(&self.off.stored());
        }
        let hash = Fingerprint::new().bytes(&out.0).finish();
        out.u64(hash);
        out.0
    }

    /// Replaces everything by a snapshot's state. On an error nothing changes.
    pub fn restore(&mut self, bytes: &[u8]) -> Result<(), Error> {
        *self = read(bytes)?;
        Ok(())
    }
}

fn read(bytes: &[u8]) -> Result<Trainer, Error> {
    let body = check(bytes)?;
    let mut input = Reader(&body[12..]);
    let link = input.text().ok_or_else(damaged)?;
    let mut trainer = Trainer::from_link(&link)?;
    fill(&mut trainer, &mut input).filter(|()| input.0.is_empty()).ok_or_else(damaged)?;
    trainer.take_learning_rate();
    trainer.predict_grid();
    Ok(trainer)
}

/// The bytes before the hash, of a snapshot that is whole and ours.
fn check(bytes: &[u8]) -> Result<&[u8], Error> {
    let (body, hash) = bytes.split_last_chunk::<8>().filter(|(body, _)| body.len() >= 12).ok_or_else(damaged)?;
    if &body[..4] != MAGIC {
        return Err(refusal("not_a_snapshot", "these bytes are not a snapshot".to_string(), Value::Null));
    }
    if Fingerprint::new().bytes(body).finish() != u64::from_le_bytes(*hash) {
        return Err(damaged());
    }
    let mut input = Reader(&body[4..12]);
    let (format, engine) = (input.u32().unwrap_or(0), input.u32().unwrap_or(0));
    if (format, engine) != (FORMAT, ENGINE_VERSION) {
        let read = format!("this engine reads ({FORMAT}, {ENGINE_VERSION})");
        let message = format!("format and engine are ({format}, {engine}); {read}");
        return Err(refusal("other_version", message, engine.into()));
    }
    Ok(body)
}

/// Fills a fresh trainer of the same configuration; None where something does not fit it.
fn fill(trainer: &mut Trainer, input: &mut Reader) -> Option<()> {
    let parameters = input.floats()?;
    let state = input.floats()?;
    let order = input.words()?;
    if parameters.len() != trainer.parameter_count() || state.len() != trainer.optimizer.state().len() {
        return None;
    }
    let mut seen = vec![false; trainer.progress.order.len()];
    order.iter().for_each(|&i| {
        if let Some(seen) = seen.get_mut(i as usize) {
            *seen = true
        }
    });
    if order.len() != seen.len() || seen.contains(&false) {
        return None;
    }
    trainer.network.set_parameters(&parameters);
    trainer.optimizer.state_mut().copy_from_slice(&state);
    trainer.progress.order = order;
    trainer.is_dealt = false;
    trainer.progress.epoch = input.u64()?;
    trainer.progress.updates = input.u64()?;
    trainer.progress.position = usize::try_from(input.u64()?).ok().filter(|&p| p < seen.len())?;
    trainer.is_where_a_run_comes().then_some(())?;
    trainer.shuffle.set_position(input.u64()?);
    trainer.progress.loss_sum = Some(f64::from_bits(input.u64()?)).filter(|sum| sum.is_finite())?;
    trainer.progress.loss = f32::from_bits(input.u32()?);
    trainer.progress.diverged = input.byte()? != 0 || !trainer.network.is_finite();
    let stride = input.u64()?;
    let values = [input.floats()?, input.floats()?, input.floats()?];
    let has_validation = trainer.held_out.len() > 0;
    trainer.history = History::from_parts(stride, values, trainer.progress.epoch, has_validation)?;
    trainer.optimizer.resume_after(trainer.progress.updates);
    if !trainer.config.edits.is_empty() {
        trainer.resume_edits();
        trainer.network.set_parameters(&parameters);
        let stored = input.floats()?;
        trainer.off.restore(&stored).then_some(())?;
    }
    Some(())
}

impl Trainer {
    /// Whether epoch, updates and position fit each other.
    fn is_where_a_run_comes(&self) -> bool {
        let Progress { epoch, updates, position, .. } = self.progress;
        let batch = self.config.batch_size;
        let in_epoch = (position / batch) as u64;
        let expected = epoch.checked_mul(self.updates_per_epoch()).and_then(|past| past.checked_add(in_epoch));
        position.is_multiple_of(batch) && expected == Some(updates) && updates as f64 <= MAX_INTEGER
    }
}

fn damaged() -> Error {
    refusal("damaged_snapshot", "the snapshot is cut short or changed".to_string(), Value::Null)
}

fn refusal(code: &'static str, message: String, value: Value) -> Error {
    Error {
        code,
        path: "snapshot".to_string(),
        message: format!("snapshot: {message}"),
        span: None,
        params: vec![("value", value)],
    }
}

struct Writer(Vec<u8>);

impl Writer {
    fn u32(&mut self, x: u32) {
        self.0.extend(x.to_le_bytes());
    }

    fn u64(&mut self, x: u64) {
        self.0.extend(x.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.u32(text.len() as u32);
        self.0.extend(text.as_bytes());
    }

    fn words(&mut self, words: &[u32]) {
        self.u32(words.len() as u32);
        words.iter().for_each(|&word| self.u32(word));
    }

    fn floats(&mut self, floats: &[f32]) {
        self.u32(floats.len() as u32);
        floats.iter().for_each(|&x| self.u32(canonical(x).to_bits()));
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take(&mut self, n: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(n)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|b| b[0])
    }

    fn u32(&mut self) -> Option<u32> {
        self.take(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
    }

    fn u64(&mut self) -> Option<u64> {
        Some(u64::from(self.u32()?) | u64::from(self.u32()?) << 32)
    }

    fn text(&mut self) -> Option<String> {
        let len = self.u32()? as usize;
        self.take(len).and_then(|bytes| String::from_utf8(bytes.to_vec()).ok())
    }

    fn words(&mut self) -> Option<Vec<u32>> {
        let len = self.u32()? as usize;
        let bytes = self.take(len.checked_mul(4)?)?;
        Some(bytes.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect())
    }

    fn floats(&mut self) -> Option<Vec<f32>> {
        Some(self.words()?.into_iter().map(f32::from_bits).collect())
    }
}
