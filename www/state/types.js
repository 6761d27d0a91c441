// @ts-check
/**
 * The shapes that travel through the page: worker → store → views. Types only, no code.
 * A plot gets numbers, a view gets the state, a control gets actions; nobody else writes the state.
 */

/**
 * A complete, normalised configuration as `Trainer.config()` returns it.
 * @typedef {import('../pkg/lernkurve.js').Config} Config
 * @typedef {import('../pkg/lernkurve.js').PartialConfig} PartialConfig
 * @typedef {import('../pkg/lernkurve.js').Insight} Insight
 */

/**
 * A mistake as data: the page puts it into words by `code` and `params`.
 * @typedef {object} Problem
 * @property {string} code such as `out_of_range`
 * @property {string} path such as `layers[0].units`
 * @property {string} message plain English, for developers
 * @property {[number, number]} [span] [start, end) in UTF-16 units, for expressions
 * @property {Record<string, unknown>} [params] what the translated sentence names
 */

/**
 * What does not change while a run trains.
 * @typedef {object} Run
 * @property {number} id rises with every new run; answers of an older one are dropped. 0 is what the page begins with, of which no worker knows
 * @property {Config} config
 * @property {import('../pkg/lernkurve.js').MathElement[][] | null} formula the function as it was understood
 * @property {string} link the fragment without `#`, without the page's own `ui.` keys
 * @property {Float32Array} grid 100 x
 * @property {Float32Array} target f there; NaN where there is none
 * @property {Float32Array} trainX
 * @property {Float32Array} trainY
 * @property {Float32Array} validationX
 * @property {Float32Array} validationY
 * @property {[number, number]} domain
 * @property {[number, number]} yRange of target and points with a margin; never scaled again
 * @property {number} updatesPerEpoch
 * @property {number} weights how many
 */

/**
 * What the worker says after some training.
 * @typedef {object} Frame
 * @property {number} run id of the run it belongs to
 * @property {number} epoch
 * @property {number} updates
 * @property {number} head updates computed so far: more than `updates` where an earlier moment is looked at
 * @property {number} loss of the very curve that is shown, over all training points
 * @property {number} epochLoss the mean over the last epoch, as Keras reports it; NaN before the first
 * @property {number} rmse how far off the curve typically is at the training points, in units of y
 * @property {Float32Array | undefined} atPoints predictions at `trainX`, where there is no function
 * @property {number | undefined} validationLoss
 * @property {Float32Array} predictions at `grid`
 * @property {Insight} insight
 * @property {boolean} diverged
 * @property {Float32Array[] | undefined} fans of a run that diverged: its last curves that can be drawn
 * @property {Ending | undefined} ending of a run that has ended: how it swung over its last epochs
 * @property {number} trainingMs time spent training since epoch 0, without drawing
 * @property {number} epochsPerSecond over the last second or so of training; 0 while paused
 */

/**
 * How far the curve and its loss still swing.
 * @typedef {{epochs: number, low: Float32Array, high: Float32Array, lowLoss: number, highLoss: number}} Ending
 */

/**
 * Loss by epoch, thinned when long (the module's rule).
 * @typedef {object} History
 * @property {Float32Array} epochs
 * @property {Float32Array} loss
 * @property {Float32Array} validationEpochs
 * @property {Float32Array} validationLoss
 */

/**
 * An earlier moment, drawn as a hairline.
 * @typedef {{epoch: number, predictions: Float32Array}} Ghost
 */

/**
 * What the person chose about the page; written into the link as `ui.*` where it concerns the run's showing.
 * @typedef {object} Ui
 * @property {'en' | 'de'} lang
 * @property {'auto' | 'light' | 'dark'} theme
 * @property {string} pace `show` (15 s, logarithmic), `1`, `10`, `100`, `1000` epochs a second, or `full`
 * @property {number} stopEpoch the run ends here, 10,000 by default
 * @property {number} stopLoss the run ends at or below it; 0 is never
 * @property {'pause' | 'continue'} hidden what a hidden tab does
 * @property {boolean} shortcuts single-key shortcuts on
 * @property {boolean} hinted a number has been changed by hand: nobody need be told that it can be
 * @property {'log' | 'linear'} lossAxisX
 * @property {'log' | 'linear'} lossAxisY
 * @property {'dense' | 'usual' | 'sparse'} strip how many moments the strip shows
 * @property {string} comparison what is compared, as compare/link.js reads it
 * @property {string} racePace how fast a comparison goes: `show` or `full`
 * @property {import('./compare/link.js').Axis} axis what progress in a comparison is measured by
 * @property {number} goal the loss that the first lane to reach it gets the flag for
 * @property {'number' | 'clock'} xKind what x is where there are own points: `clock` is the time of day, in hours
 * @property {string} chapter of the story; '' before one was opened
 * @property {string} view which page is shown: a key of views/pages.js
 * @property {boolean} detail whether the error is shown by how fine it is
 * @property {boolean} inside whether the network is looked into: its kinks stand under the plot
 */

/**
 * Something that happened, put into words by `controls.notice.<code>`; every one is a new object.
 * @typedef {{code: string, params?: Record<string, unknown>, before?: Notice}} Notice `before`: what happened just before, of which nobody has been told yet
 */

/**
 * The curve of another run, with its name.
 * @typedef {{name: string, grid: Float32Array, predictions: Float32Array}} Pinned
 */

/**
 * A whole training for the value under the hand, so far or to its end.
 * @typedef {{epoch: number, finished: boolean}} Trial
 */

/**
 * A table that was pasted: its text, what the person chose, and what came of it.
 * @typedef {{text: string, choice: import('./table.js').Choice, reading: import('./table.js').Reading, suited?: string}} Pasted `suited`: the code of what was set to suit the points
 */

/**
 * @typedef {object} State
 * @property {'loading' | 'ready' | 'failed' | 'unsupported' | 'forbidden'} status of worker and module
 * @property {string} failure what failed, for developers; '' where nothing did
 * @property {boolean} playing
 * @property {Run | null} run
 * @property {Frame | null} frame the newest
 * @property {History} history
 * @property {Ghost[]} ghosts oldest first
 * @property {Ghost[]} moments curves of the landmarks computed so far, in ascending epochs
 * @property {Problem[]} linkProblems what of the opened link was not understood
 * @property {Record<string, Problem>} fieldProblems by path: what is wrong with what was typed; the last valid run goes on
 * @property {'none' | 'points' | 'draw'} editing own data in the plot
 * @property {readonly [number, number] | null} stretch of x that the caption speaks of
 * @property {number | null} cursor x that is being read, in whichever plot
 * @property {boolean} recovering after a divergence the page looks by itself for a learning rate that is small enough
 * @property {boolean} opening a link is being opened: its page is shown, its run is on its way
 * @property {number} journeys how often a link was followed, or the history stepped along
 * @property {[number, number][] | null} draft points that are being set and are too few to be learned
 * @property {Pasted | null} pasted the table that the points came from, as long as they are those of it
 * @property {boolean} canUndo whether a restart can be taken back
 * @property {Trial | null} trial while a value is under the hand, `run` and what belongs to it are those of its trial
 * @property {Pinned | null} pinned another run's curve, behind the plot
 * @property {Ui} ui
 * @property {Notice | null} notice the last thing that happened which a sentence says
 */

/**
 * The store: `get()` the present state, `subscribe(fn)` to be called (once a frame at most) after changes with
 * (state, previous); returns how to unsubscribe.
 * @typedef {{get: () => State, subscribe: (fn: (state: State, previous: State) => void) => () => void}} Store
 */

/**
 * All that can be done. Every control calls these and nothing else.
 * @typedef {object} Actions
 * @property {() => void} play
 * @property {() => void} pause
 * @property {() => void} toggle
 * @property {() => void} step one epoch, and pauses
 * @property {() => void} reset same initial weights; pauses
 * @property {() => void} newSeed
 * @property {(partial: PartialConfig, why?: string) => Promise<boolean>} change merges into the config and restarts; false where refused (then `fieldProblems` says why)
 * @property {(path: string, change: (config: Config) => PartialConfig) => Promise<boolean>} changePart the same for a part of something whose other parts may be changing too
 * @property {(epoch: number) => Promise<void>} seek pauses, and goes to the end of that epoch, computed already or not
 * @property {(updates: number) => Promise<void>} seekUpdates the same, to where a run stood within an epoch
 * @property {(epoch: number) => Promise<void>} glideTo the same, gliding along the time line
 * @property {(epoch: number | null) => void} peek looks at another moment while nothing plays; null returns
 * @property {() => void} nearTrial a hand comes near a value that can be tried out
 * @property {() => boolean} trying whether a value is under the hand, or on its way to become the run
 * @property {(partial: PartialConfig, words: string) => void} tryOut shows the outcome of a whole training, for a value called so; the run waits
 * @property {() => void} keepTrial the trial becomes the run
 * @property {() => void} dropTrial back to the run as it was
 * @property {(text: string) => Promise<Run['formula']>} readFunction how it would be understood, while it is typed; null where it is none
 * @property {(value: number) => void} setLearningRate at once, no restart
 * @property {(partial: Partial<Ui>) => void} setUi
 * @property {() => void} undo takes back the last restart
 * @property {() => void} recover after divergence: back to the last good state at a third of the learning rate
 * @property {() => void} restartWorker after a failure, from the last state
 * @property {(code: string, params?: Record<string, unknown>) => void} say something that happened beside the run, as a notice
 * @property {() => Promise<'copied' | 'shared' | 'dropped' | 'shown'>} share
 * @property {(points: [number, number][]) => Promise<boolean>} setPoints own data, set in the plot
 * @property {() => void} useFunction the function again in place of own data
 * @property {() => void} ownPoints the points set last, or some of what is learned, as own data, to be changed in the plot
 * @property {(points: [number, number][] | null) => void} setDraft points too few to be learned are kept until there are more, or none are wanted
 * @property {(pasted: Pasted) => Promise<boolean>} paste the points of a pasted table as own data, with axes that fit them
 * @property {() => void} useOldSettings what was set because it suits own points, as it was before
 * @property {() => void} forgetPasted nothing more is to be said of the pasted table
 * @property {(mode: State['editing']) => void} setEditing ends only once there are points to learn, or the draft is given up
 * @property {(stretch: readonly [number, number] | null) => void} setStretch
 * @property {(x: number | null) => void} setCursor
 * @property {(path: string, code: string, params?: Record<string, unknown>) => void} refuse what was typed is no value at all
 * @property {(path: string) => void} clearProblem
 * @property {(saved: import('../worker/protocol.js').Saved) => Promise<void>} openSaved a run that was trained elsewhere, on the page of the single run
 * @property {() => Promise<import('../worker/protocol.js').Exported | null>} exported weights and function of the run as it stands
 * @property {(asked: import('../worker/protocol.js').Asked) => Promise<import('../worker/protocol.js').Inside | null>} inside what the network that is shown is made of, and what it is without those units; null where nobody can tell just now
 * @property {(curve: Pinned | null, quietly?: boolean) => void} pin keeps a curve behind the plot; null takes it away; quietly where nobody asked for it
 * @property {() => void} compareRun puts the run into the comparison of own lanes
 * @property {(comparison: string, code: string, params?: Record<string, unknown>) => void} setComparison and says by a notice what has changed
 * @property {(problems: Problem[]) => void} nameLinkProblems what is found to be wrong with a link only later
 * @property {() => void} dismissLinkProblems
 * @property {(fragment: string, visit: () => ReturnType<import('./visits.js').Visits['at']>, play: boolean) => Promise<number>} goBack to what an entry of the history showed; `play` where the run has to begin again. The id of a run that was opened again, else 0
 * @property {(fragment: string, play: boolean) => Promise<void>} openLink another run and its showing in place of the present ones
 */

export {};
