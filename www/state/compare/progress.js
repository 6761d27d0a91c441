// @ts-check
/** How far a run has come, as the axis measures it, and how far it may go next. */
/**
 * @typedef {import('./race.js').Lane} Lane
 * @typedef {import('./link.js').Axis} Axis
 */

/** Milliseconds of training for one request; nobody is further ahead in time. */
export const BUDGET_MS = 12;
/** Of an epoch that was not measured yet (milliseconds). */
const ASSUMED_MS = 0.05;

/**
 * An epoch of a lane, as the axis counts it. Time is what the epochs cost when nothing else runs, not what the show took.
 * @param {Pick<Lane, 'run' | 'msPerEpoch'>} lane
 * @param {number} epoch
 * @param {Axis} axis
 * @returns {number} NaN for a time that was not measured yet
 */
export function progressAt({ run, msPerEpoch }, epoch, axis) {
  if (axis === 'updates') return epoch * (run?.updatesPerEpoch ?? 1);
  return axis === 'time' ? epoch * msPerEpoch : epoch;
}

/** Epochs of a lane so far, with the part of one that is under way. @param {Pick<Lane, 'run' | 'frame'>} lane */
const epochsOf = ({ run, frame }) => (frame?.updates ?? 0) / (run?.updatesPerEpoch ?? 1);

/** Where a lane stands now. @param {Lane} lane @param {Axis} axis */
export function standing(lane, axis) {
  if (!lane.frame) return 0;
  return axis === 'time' ? epochsOf(lane) * costOf(lane) : axis === 'updates' ? lane.frame.updates : lane.frame.epoch;
}

/** Milliseconds that an epoch of a lane costs; never 0, however coarse the clock is. @param {Lane} lane */
export function costOf(lane) {
  const { frame, msPerEpoch } = lane;
  return msPerEpoch || (frame?.trainingMs ?? 0) / (epochsOf(lane) || 1) || ASSUMED_MS;
}

/**
 * How the lanes that still train go on.
 * @param {Lane[]} lanes
 * @param {Axis} axis
 * @param {number} stopEpoch
 * @returns {{unit: number, lead: number, end: number}} one epoch as the axis measures it, of the lane where that is
 *   least; how far anybody may be ahead at least, which is what is worth a request; and where the last lane will end
 */
export function courseOf(lanes, axis, stopEpoch) {
  const costs = lanes.map(costOf);
  const epochs = lanes.map(({ run }, index) => (axis === 'time' ? costs[index] : axis === 'updates' ? run?.updatesPerEpoch ?? 1 : 1));
  const left = lanes.map(({ run, frame }) => stopEpoch - (frame?.updates ?? 0) / (run?.updatesPerEpoch ?? 1));
  const unit = Math.min(...epochs);
  return {
    unit,
    lead: axis === 'time' ? BUDGET_MS : Math.max(unit, BUDGET_MS * Math.max(...epochs.map((epoch, index) => epoch / costs[index]))),
    end: Math.max(...lanes.map((lane, index) => standing(lane, axis) + epochs[index] * left[index])),
  };
}

/** How long a worker will be at it, at most what it is given. @param {Lane} lane @param {number} updates to be reached */
export function expectedMs(lane, updates) {
  const { run, frame } = lane;
  if (!run || !frame || frame.updates === 0) return BUDGET_MS;
  return Math.min(BUDGET_MS, ((updates - frame.updates) * costOf(lane)) / run.updatesPerEpoch);
}

/** A lane that is further ahead waits. @param {number} behind where the last one is @param {Axis} axis @param {number} lead */
export const reach = (behind, axis, lead) => behind + (axis === 'time' ? lead : Math.max(lead, 0.2 * behind));

/**
 * Up to which update a lane trains so that it comes to a place on the axis.
 * @param {Lane} lane
 * @param {number} place
 * @param {Axis} axis
 * @param {number} stopEpoch
 */
export function updatesTo(lane, place, axis, stopEpoch) {
  const { run, frame } = lane;
  if (!run || !frame) return 0;
  const end = stopEpoch * run.updatesPerEpoch;
  // Whole ones, though fractions have been added up.
  if (axis !== 'time') return Math.min(end, Math.floor(place + 1e-6) * (axis === 'epochs' ? run.updatesPerEpoch : 1));
  const left = place - standing(lane, 'time');
  return left > 0 ? Math.min(end, frame.updates + Math.max(1, Math.round((left / costOf(lane)) * run.updatesPerEpoch))) : frame.updates;
}
