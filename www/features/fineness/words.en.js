// @ts-check
/** What is said of the error by its fineness, in English. */
export default {
  'fineness.label': 'Chart of the error by detail, from coarse to fine',
  'fineness.coarse': 'coarse',
  'fineness.fine': 'fine',
  'fineness.none': 'Only a function has detail that can be measured, and here there are points alone.',
  'fineness.waves': 'half-waves',
  'fineness.missing': 'missing',
  'fineness.share': '{share}%',
};
