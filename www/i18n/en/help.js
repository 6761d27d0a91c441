// @ts-check
/** How one moves through a run, in English. */
export default {
  'help.moments': 'Back and forth in time',
  'help.moments.ways': 'The small pictures, the time line and a press on the loss chart lead to any moment of a run. Moving along the loss chart while the run rests is only a look. With the dot of the time line in focus, the arrow keys go a tenth of the way, Page Up and Page Down ten times as far, Home and End to the ends. Play goes on from wherever you are.',
  'help.moments.memory': 'For this the page keeps states of the run, at most {megabytes} MB of them. What lies between two of them is computed again, to the same bits.',
};
