// @ts-check
/** Wie man durch einen Lauf kommt, auf Deutsch. */
export default {
  'help.word.epoch': 'Epoche',
  'help.word.epoch.is': 'Ein Durchgang durch alle Punkte.',
  'help.word.loss': 'Verlust',
  'help.word.loss.is': 'Wie weit das Netz an den Punkten danebenliegt; meist ist es das Mittel der quadrierten Fehler. Je kleiner, desto besser.',
  'help.word.rate': 'Lernrate',
  'help.word.rate.is': 'Wie große Schritte das Netz macht. Zu kleine dauern ewig, zu große schießen übers Ziel hinaus.',
  'help.word.batch': 'Batch',
  'help.word.batch.is': 'So viele Punkte sieht sich das Netz vor jedem Schritt an. Ein Schritt heißt Update.',
  'help.word.optimizer': 'Optimierer',
  'help.word.optimizer.is': 'Die Regel, nach der aus den Fehlern ein Schritt wird.',
  'help.word.seed': 'Seed',
  'help.word.seed.is': 'Die Zahl, aus der alles Zufällige gewürfelt wird, vor allem die Anfangsgewichte. Derselbe Seed gibt denselben Lauf.',
  'help.moments': 'Vor und zurück in der Zeit',
  'help.moments.ways': 'Die kleinen Bilder, die Zeitleiste und ein Klick in das Verlustdiagramm führen zu jedem Zeitpunkt eines Laufs. Fährst du am Verlustdiagramm entlang, während der Lauf angehalten ist, siehst du nur kurz hinein. Auf dem Punkt der Zeitleiste gehen die Pfeiltasten um ein Zehntel weiter, die Bild-Tasten um das Zehnfache, Pos1 und Ende an die Enden. „Start“ macht dort weiter, wo du bist.',
  'help.moments.memory': 'Dafür merkt sich die Seite Zustände des Laufs, zusammen höchstens {megabytes} MB. Was zwischen zweien liegt, wird neu berechnet, Bit für Bit gleich.',
};
