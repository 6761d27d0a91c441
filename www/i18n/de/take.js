// @ts-check
/** Was man mitnehmen kann, auf Deutsch. */
export default {
  'take.title': 'Mitnehmen',
  'take.pictures': 'Die Kurve als Bild',
  'take.png': 'PNG',
  'take.svg': 'SVG',
  'take.film': 'Film ({kind})',
  'take.filming': '{percent} % – abbrechen',
  'take.numbers': 'Die Zahlen',
  'take.predictions': 'Vorhersagen (CSV)',
  'take.losses': 'Verluste (CSV)',
  'take.weights': 'Gewichte (JSON)',
  'take.keras': 'Dasselbe in Keras',
  'take.pytorch': 'Dasselbe in PyTorch',
  'take.embed': 'Für eine eigene Seite',
  'take.embed.title': 'Lernkurve: Ein neuronales Netz lernt eine Kurve',
  'take.copy': 'Kopieren',
  'take.copied': 'Kopiert.',
  'take.byHand': 'Kopieren geht hier nicht; der Text ist markiert, damit du es selbst tun kannst.',
  'take.download': 'Herunterladen',
  'take.caption': 'Epoche {epoch}, Verlust {loss}',
};
