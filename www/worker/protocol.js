// @ts-check
/**
 * What page and worker say to each other. Types only, no code.
 *
 * The page first sends the module, which it loads and compiles while the worker is still on its way. Then it
 * asks, and the worker answers each request once, in order, by its `id`; unasked, the worker says only
 * `ready` or `unsupported` (once). A refused configuration answers with a `problem` and leaves the run as it is.
 * A preview alone goes on while other requests are answered, and says on the way what there is.
 */

/**
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').Frame} Frame
 * @typedef {import('../state/types.js').History} History
 * @typedef {import('../state/types.js').Problem} Problem
 * @typedef {import('../state/types.js').Config} Config
 * @typedef {import('../state/types.js').PartialConfig} PartialConfig
 */

/**
 * @typedef {{type: 'module', module?: WebAssembly.Module, failure?: string}} ModuleMessage with no module, why there is none
 */

/**
 * A whole run that can be gone back to, with its past where that is wanted.
 * @typedef {{bytes: Uint8Array, trainingMs: number, states?: import('./timeline.js').Past[], moments?: Moment[], ahead?: Ahead}} Saved
 * @typedef {{head: {updates: number, history: History | null}, changes: [number, number][]}} Ahead how far the run had come beyond the moment it stands at
 * @typedef {import('../state/types.js').Ghost} Moment
 */

/**
 * What a run is made from.
 * @typedef {{link: string} | {config: PartialConfig, newSeed?: boolean} | {saved: Saved}} Source
 */

/**
 * @typedef {object} OpenRequest a new run in place of the present one
 * @property {'open'} type
 * @property {number} run
 * @property {Source} source
 * @property {boolean} [past] whether states are kept that can be gone back to; by default they are
 * @property {boolean} [forget] the run it replaces is not given away: nobody will go back to it
 */

/**
 * @typedef {object} TrainRequest
 * @property {'train'} type
 * @property {number} run
 * @property {number} updates train until there are so many in all, or until the budget is spent
 * @property {number} budget milliseconds
 * @property {number} stopLoss end at the first epoch whose loss is at most this; 0 is never
 * @property {boolean} exact whether all that the frame holds must be of its very epoch, whatever it costs
 * @property {boolean} [ends] whether the run ends there, and is to be judged by its last epochs
 */

/**
 * @typedef {object} PreviewRequest the run is trained to its end without being asked again; another run in its place ends it
 * @property {'preview'} type
 * @property {number} run
 * @property {number} updates
 * @property {number} stopLoss as for `train`
 * @property {number} every milliseconds after which it says what there is
 */

/**
 * The run is not wanted any more, nor what it holds.
 * @typedef {{type: 'close', run: number}} CloseRequest
 */

/**
 * What is taken along of a run.
 * @typedef {{type: 'export', run: number}} ExportRequest
 */

/**
 * @typedef {object} SeekRequest to another moment of the run, earlier or later; where the budget does not do, to be asked again
 * @property {'seek'} type
 * @property {number} run
 * @property {number} updates
 * @property {number} budget milliseconds
 */

/**
 * What an epoch of the run costs, measured by a copy of it that trains alone for at least so many milliseconds.
 * @typedef {{type: 'measure', run: number, ms: number}} MeasureRequest
 */

/**
 * The state of the run, to be gone back to or taken along.
 * @typedef {{type: 'save', run: number}} SaveRequest
 */

/**
 * What the network is made of, and what it is without some of its units.
 * @typedef {{layer: number, units: number[]}} Units of one layer, all from 0
 * @typedef {{off?: Units, spectrum?: boolean}} Asked
 * @typedef {{type: 'inside', run: number} & Asked} InsideRequest
 */

/**
 * A function to be read, while it is typed: nothing else happens.
 * @typedef {{type: 'read', text: string}} ReadRequest
 */

/**
 * @typedef {{type: 'reset', run: number, next: number}} ResetRequest the same run again, as run `next`
 * @typedef {{type: 'recover', run: number, next: number}} RecoverRequest after divergence
 * @typedef {{type: 'setLearningRate', run: number, value: number}} RateRequest
 * @typedef {OpenRequest | TrainRequest | PreviewRequest | CloseRequest | ResetRequest | RecoverRequest | RateRequest | SaveRequest | SeekRequest | ExportRequest | MeasureRequest | InsideRequest | ReadRequest} Request
 */

/**
 * @typedef {object} Opened
 * @property {'opened'} type
 * @property {Run} run
 * @property {Frame} frame
 * @property {History} history
 * @property {Problem[]} problems what of a link was not understood
 * @property {Record<string, string>} [ui] of a link: the page's own keys, as they were before some program changed the link
 * @property {Moment[]} moments curves of the landmarks so far
 * @property {Saved} [previous] the run it replaces
 * @property {number} [goodEpoch] after `recover`: where the loss was lowest before it rose
 */

/**
 * @typedef {object} Trained
 * @property {'trained'} type
 * @property {Frame} frame
 * @property {History} [history] where it changed, at most ten times a second
 * @property {Saved} [saved] now and then
 * @property {Moment[]} [moments] curves of landmarks that were passed
 * @property {boolean} reachedLoss
 */

/**
 * @typedef {object} Inside
 * @property {'inside'} type
 * @property {number} run
 * @property {number} updates of the weights that it was read off
 * @property {number} ms what it took
 * @property {import('../pkg/lernkurve.js').Neurons} neurons
 * @property {Without} [without] those units
 * @property {import('../pkg/lernkurve.js').Spectrum} [spectrum] where it was asked for, and there is a function
 *
 * @typedef {{before: number, loss: number, curve: Float32Array, added: Float32Array}} Without the loss with and without them, the curve without them, and what they add to it
 */

/**
 * @typedef {{type: 'rate', config: Config, link: string, history: History, frame: Frame}} RateSet
 * @typedef {{type: 'kept', saved: Saved}} Kept
 * @typedef {{type: 'stage', id: number, trained: Trained}} Stage of a preview that goes on
 * @typedef {{type: 'closed'}} Closed of a run, or of a preview that did not come to its end
 * @typedef {{type: 'measured', msPerEpoch: number}} Measured
 * @typedef {{type: 'exported', parameters: Float32Array, checksum: string, epoch: number, numpy: string | null}} Exported the function as NumPy writes it; null of own points
 * @typedef {{type: 'formula', formula: import('../pkg/lernkurve.js').MathElement[][]}} Formula the function as it is understood
 * @typedef {{type: 'refused', problem: Problem}} Refused
 * @typedef {{type: 'failed', message: string}} Failed the module itself broke: nothing more will come of it
 * @typedef {Opened | Trained | Closed | RateSet | Kept | Measured | Exported | Inside | Formula | Refused | Failed} Reply
 */

/**
 * What the module offers, for the forms.
 * @typedef {{type: 'ready', limits: import('../pkg/lernkurve.js').Limits, engineVersion: number}} Ready
 * @typedef {{type: 'unsupported'}} Unsupported
 */

export {};
