// @ts-check
/** What can be taken along, in English. */
export default {
  'take.title': 'Take it with you',
  'take.pictures': 'The curve as a picture',
  'take.png': 'PNG',
  'take.svg': 'SVG',
  'take.film': 'Film ({kind})',
  'take.filming': '{percent} % – stop',
  'take.numbers': 'The numbers',
  'take.predictions': 'Predictions (CSV)',
  'take.losses': 'Losses (CSV)',
  'take.weights': 'Weights (JSON)',
  'take.keras': 'The same in Keras',
  'take.pytorch': 'The same in PyTorch',
  'take.embed': 'For a page of your own',
  'take.embed.title': 'Lernkurve: a neural network learns a curve',
  'take.copy': 'Copy',
  'take.copied': 'Copied.',
  'take.byHand': 'Copying is not possible here; the text is selected, so that you can do it.',
  'take.download': 'Download',
  'take.caption': 'Epoch {epoch}, loss {loss}',
};
