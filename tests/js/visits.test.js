// @ts-check
/** What is kept of the runs that were left: by the entries of the history that showed them, within a bound. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MOST_BYTES, Visits } from '../../www/state/visits.js';

const earlier = (bytes = 8, updates = 70) => ({ saved: { bytes: new Uint8Array(bytes), trainingMs: 1, states: [{ updates: 7, trainingMs: 1, bytes: new Uint8Array(8) }] }, ghosts: [], updates });
const visit = (run, trying = false) => ({ run, trying, playing: true, top: 12 });

test('a run that an entry showed is kept, though another replaced it before the entry was left', () => {
  const visits = new Visits();
  visits.keep(3, earlier());
  visits.note(0, visit(3));
  visits.keep(4, earlier());
  visits.keep(5, earlier());
  assert.equal(visits.at(0)?.kept?.updates, 70);
  assert.equal(visits.at(0)?.top, 12);
  assert.deepEqual(visits.at(0)?.kept?.saved.states, [], 'without its past');
  visits.note(1, visit(4));
  assert.equal(visits.at(1)?.kept, undefined, 'no entry had shown it when the next one was replaced');
});

test('a new entry drops what lay ahead, and the runs shown only there', () => {
  const visits = new Visits();
  for (const [entry, run] of [[0, 1], [1, 2], [2, 2], [3, 3]]) {
    visits.note(entry, visit(run));
    visits.keep(run, earlier());
  }
  visits.forgetFrom(2);
  assert.equal(visits.at(2), undefined);
  assert.ok(visits.at(1)?.kept, 'an entry before still shows it');
  visits.note(2, visit(3));
  assert.ok(visits.at(2)?.kept, 'the newest may yet be wanted');
});

test('a run that is opened again goes by its new name in all entries', () => {
  const visits = new Visits();
  visits.note(0, visit(1));
  visits.note(1, visit(1));
  visits.keep(1, earlier());
  visits.becomes(1, 9);
  assert.equal(visits.at(0)?.kept, undefined, 'what was kept is older than what is there');
  visits.keep(9, earlier(8, 140));
  assert.deepEqual([0, 1].map((entry) => visits.at(entry)?.kept?.updates), [140, 140]);
});

test('what is kept stays within its bound, the newest first', () => {
  const visits = new Visits();
  for (const run of [1, 2, 3]) {
    visits.note(run, visit(run));
    visits.keep(run, earlier(MOST_BYTES / 2));
  }
  assert.deepEqual([1, 2, 3].map((run) => !!visits.at(run)?.kept), [false, true, true]);
  visits.note(4, visit(4));
  visits.keep(4, earlier(2 * MOST_BYTES));
  assert.deepEqual([1, 2, 3, 4].map((run) => !!visits.at(run)?.kept), [false, false, false, true]);
});

test('a trial that becomes the run is that of the entry which showed it, and of no other', () => {
  const visits = new Visits();
  visits.note(0, visit(1));
  visits.note(1, visit(1, true));
  visits.keep(1, earlier());
  visits.adopted(1, 2);
  assert.equal(visits.at(1)?.run, 2);
  assert.equal(visits.at(0)?.run, 1);
  assert.ok(visits.at(0)?.kept, 'the run that waited can still be gone back to');
});
