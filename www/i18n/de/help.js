// @ts-check
/** Wie man durch einen Lauf kommt, auf Deutsch. */
export default {
  'help.moments': 'Vor und zurück in der Zeit',
  'help.moments.ways': 'Die kleinen Bilder, die Zeitleiste und ein Klick in das Verlustdiagramm führen zu jedem Zeitpunkt eines Laufs. Fährst du am Verlustdiagramm entlang, während der Lauf ruht, siehst du den Zeitpunkt nur kurz an. Auf dem Punkt der Zeitleiste gehen die Pfeiltasten um ein Zehntel weiter, die Bild-Tasten um das Zehnfache, Pos1 und Ende an die Enden. „Start“ geht von dort weiter, wo du bist.',
  'help.moments.memory': 'Dafür merkt sich die Seite Zustände des Laufs, zusammen höchstens {megabytes} MB. Was zwischen zweien liegt, wird neu berechnet, auf das Bit genau.',
};
