// @ts-check
/** Was über den Fehler nach seiner Feinheit gesagt wird, auf Deutsch. */
export default {
  'fineness.label': 'Diagramm des Fehlers nach Feinheit, von grob bis fein',
  'fineness.coarse': 'grob',
  'fineness.fine': 'fein',
  'fineness.none': 'Messen lässt sich das nur bei einer Funktion; hier gibt es nur Punkte.',
  'fineness.waves': 'Halbwellen',
  'fineness.missing': 'fehlt',
  'fineness.share': '{share} %',
};
