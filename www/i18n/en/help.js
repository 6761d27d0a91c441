// @ts-check
/** How one moves through a run, in English. */
export default {
  'help.word.epoch': 'Epoch',
  'help.word.epoch.is': 'One pass through all points.',
  'help.word.loss': 'Loss',
  'help.word.loss.is': 'How far off the network is at the points, usually as the mean of the squared errors. The smaller, the better.',
  'help.word.rate': 'Learning rate',
  'help.word.rate.is': 'How large the network’s steps are. Steps that are too small take forever; steps that are too large overshoot.',
  'help.word.batch': 'Batch',
  'help.word.batch.is': 'How many points the network looks at before each step. A step is called an update.',
  'help.word.optimizer': 'Optimizer',
  'help.word.optimizer.is': 'The rule that turns errors into a step.',
  'help.word.seed': 'Seed',
  'help.word.seed.is': 'The number from which everything random is drawn, above all the initial weights. The same seed gives the same run.',
  'help.moments': 'Back and forth in time',
  'help.moments.ways': 'The small pictures, the timeline and a click on the loss chart take you to any moment of a run. Moving along the loss chart while the run is paused is only a look. With the dot of the timeline in focus, the arrow keys move it by a tenth, Page Up and Page Down by a factor of ten, Home and End to the ends. Play continues from wherever you are.',
  'help.moments.memory': 'For this the page remembers states of the run, {megabytes} MB of them at most. Whatever lies between two of them is computed again, to the same bits.',
};
