// @ts-check
/** Die Geschichte auf Deutsch. Wörter in geschweiften Klammern bewegen das Diagramm oder öffnen einen Lauf. */
export default {
  'story.contents': 'Kapitel',
  'story.chapter': 'Kapitel {number}',
  'story.epoch': 'Epoche {epoch}',
  'story.task': 'Probier es aus:',
  'story.before': '← Zurück',
  'story.after': 'Weiter: {title} →',
  'story.bestLine': 'beste Gerade',
  'story.word.compare': 'Vergleich der vier Läufe',
  'story.word.two': 'zwei Schichten zu 28',
  'story.word.depths': 'Tiefen nebeneinander',
  'story.word.play': 'Ausprobieren',
  'story.word.gallery': 'Galerie',

  'story.function': 'Eine Funktion, die niemand verrät',
  'story.function.post': 'Ein Blogbeitrag erzählte einmal davon, wie sein Autor einem neuronalen Netz beim Lernen zusah. Er erfand eine Funktion, [fn:die blaue Kurve], und fragte sich, ob ein Netz von selbst darauf kommt.',
  'story.function.points': 'Die Formel sagt dem Netz niemand. Es sieht nur [fn:101 Punkte] auf der Kurve, wieder und wieder. Einmal durch alle Punkte heißt *Epoche*. Nach jeder Handvoll Punkte rückt es seine Zahlen ein klein wenig zurecht, und zwar so, dass sein Fehler kleiner wird. Mehr ist Lernen hier nicht.',
  'story.function.start': 'Bei {e0} sind diese Zahlen gewürfelt, und [net:das Netz] sagt überall fast dasselbe. Schon nach {e1} liegt es ungefähr in der richtigen Höhe, bei {e10} steigt es nach rechts an wie [fn:die Funktion] im Großen.',
  'story.function.task': 'Fahre mit der Maus oder dem Finger über das Diagramm. Du liest ab, was die Funktion sagt, was das Netz sagt und um wie viel es danebenliegt.',

  'story.relu300': '300 Neuronen mit Knick',
  'story.relu300.kink': 'Jedes der 300 Neuronen ist eine Rampe: links von seinem Knick null, rechts davon eine Gerade (oder umgekehrt). *ReLU* heißt das. [net:Das Netz] zählt 300 solche Rampen zusammen, und so wird aus lauter geraden Stücken eine Kurve.',
  'story.relu300.wait': 'Am Anfang liegen alle Knicke bei *x* = 0, und darum ist [net:das Netz] eine Gerade. Lernen heißt, die Knicke hineinzuschieben. Bei {e100} hat es einen, dann geschieht lange fast nichts: {e1000} sieht kaum anders aus. Erst danach, um {e3000}, kommen der erste Hügel und das Tal daneben.',
  'story.relu300.end': 'Bei {e10000} folgt es den weiten Schwüngen. Die feine Kräuselung fehlt noch immer: Netze wie dieses lernen erst das Grobe, dann, wenn überhaupt, das Feine.',
  'story.relu300.task': 'Ziehe den Punkt auf der Zeitleiste hin und her. Wo bewegt sich viel, wo nichts?',

  'story.relu600': 'Und mit 600?',
  'story.relu600.more': 'Doppelt so viele Neuronen: Wird es doppelt so gut? Bei {e100} ist [net:das Netz] einen Hauch weiter, bei {e10000} liegt es etwa ebenso nah an [fn:der Funktion] wie das kleinere.',
  'story.relu600.why': 'An Neuronen mangelte es also nicht. 300 Knicke wären reichlich für diese Kurve; schwer ist es, sie an die richtigen Stellen zu bekommen, und da helfen 300 weitere, die an derselben Stelle beginnen, nicht viel.',
  'story.relu600.task': 'Wähle oben „Ausprobieren“ und ziehe die Zahl der Neuronen nach links. Wie wenige genügen?',

  'story.linear': 'Warum linear langweilig ist',
  'story.linear.line': '„Etwas weniger spannend“, schrieb der Autor über die lineare Aktivierung, „vielleicht mag mir das mal jemand erklären.“ Gern. Ein lineares Neuron hat keinen Knick: Es ist eine Gerade. Schon nach {e1} und auch nach {e1000} siehst du [net:eine Gerade] und nichts sonst.',
  'story.linear.sum': 'Denn Geraden addieren sich zu einer Geraden. Aus *a*·*x* + *b* und *c*·*x* + *d* wird (*a* + *c*)·*x* + (*b* + *d*): wieder eine Steigung, wieder eine Höhe. Das gilt für zwei, für 300 und für eine Million, und auch für viele Schichten übereinander.',
  'story.linear.best': 'Das Netz macht daraus das Beste. Die gestrichelte Linie ist die Gerade mit dem kleinsten quadratischen Fehler, ohne jedes Netz ausgerechnet. Bei {e3000} liegt [net:das Netz] auf ihr, und besser kann es nie werden.',
  'story.linear.task': 'Drücke „Neuer Seed“. Andere Anfangsgewichte, andere 300 Geraden, und am Ende dieselbe Linie.',

  'story.sigmoid': 'Sigmoid: spät und teuer',
  'story.sigmoid.late': 'Sigmoid-Neuronen sind sanfte Stufen. „Sehr spannend, aber auch viel rechenaufwendiger“, fand der Autor. Spannend wird es aber spät: Mit den kleinen Anfangsgewichten sind die Stufen so flach, dass sie im Bild wie Geraden aussehen. Sie müssen erst steil werden, bevor sich etwas biegt.',
  'story.sigmoid.leaps': 'Bis dahin hüpft [net:die ganze Kurve] auf und ab. Alle 300 Neuronen geben etwa 0,5 aus und bewegen sich gemeinsam; jeder Schritt schießt über das Ziel hinaus. Bei {e30} und noch bei {e300} liegt das Netz schlechter als eine waagrechte Linie in mittlerer Höhe. Bei {e10000} ahnt man die Kurve, und selbst bei {e30000} ist es noch nicht so weit wie ReLU nach einem Zehntel der Zeit.',
  'story.sigmoid.cost': 'Und jede Epoche kostet mehr: Eine Rampe ist ein Vergleich und ein Produkt, eine Stufe braucht eine Exponentialfunktion und eine Division, für jedes Neuron und jeden Punkt.',
  'story.sigmoid.task': 'Stelle das Tempo auf „ungebremst“ und lies unter „Reine Trainingszeit“ ab, wie lange 10.000 Epochen hier dauern.',

  'story.times': 'Was es kostet',
  'story.times.minute': 'Zehntausend Epochen dauerten 2016 auf einem Laptop „etwa eine Minute“. Dieselbe Rechnung braucht 2026 auf zwei Kernen mit Keras und TensorFlow zehn Minuten, mit TF.js zwei bis drei, mit ConvNetJS 24 Sekunden: Für ein so kleines Netz ist fast alles Verwaltung. (Das sind Messungen von anderen Rechnern.)',
  'story.times.today': 'Hier rechnet ein kleines Rust-Programm im Browser, auf deinem Gerät. Die Zahl unter „Reine Trainingszeit“ ist deine eigene Messung, ohne das Zeichnen.',
  'story.times.line': 'Der Autor zeigte am Ende alle Rechenzeiten in einem Diagramm und ergänzte, was er nicht gerechnet hatte, durch eine Gerade. Das ist redlich, denn jede Epoche kostet dasselbe. Der {compare} zeichnet das Diagramm neu, mit Gestricheltem, das der Messung weicht.',
  'story.times.task': 'Öffne den Vergleich und wähle „Fortschritt in Rechenzeit“: Wer ist vorn, wenn nicht Epochen zählen, sondern Sekunden?',

  'story.deep': 'Deep Learning, vielleicht ein andermal',
  'story.deep.same': '„Alle Berechnungen erfolgten mit nur einem Layer, also noch weit entfernt vom Buzzword Deep Learning. Vielleicht probiere ich das auch noch mal.“ Hier ist es: drei Schichten zu 20 Neuronen. Das Netz hat genauso viele Gewichte wie das mit 300 Neuronen in einer Schicht, nämlich 901.',
  'story.deep.better': 'Bei {e300} ist es etwa gleichauf. Bei {e1000} ist sein Fehler nicht einmal ein Viertel so groß, und bei {e10000} folgt [net:die Linie] sogar der feinen Kräuselung [fn:der Funktion]. Auch {two} kommen mit ebenso vielen Gewichten weiter.',
  'story.deep.why': 'Die zweite Schicht knickt, was schon geknickt ist. Aus wenigen Rampen werden so viele Stücke, und sie liegen dort, wo man sie braucht. Dafür ist das Lernen launischer: Nimm einen anderen Seed, und es kommt anders.',
  'story.deep.task': 'Sieh dir verschiedene {depths} an, alle mit ungefähr gleich vielen Gewichten.',

  'story.yours': 'Deine Funktion',
  'story.yours.turn': 'Jetzt bist du dran. Unter {play} schreibst du eine eigene Formel in den Satz über dem Diagramm, setzt Punkte mit der Maus oder zeichnest eine Kurve mit dem Finger.',
  'story.yours.try': 'Alles, was du einstellst, steht in der Adresse: Wer den Link bekommt, sieht denselben Lauf, Zahl für Zahl. Und wenn dir keine Funktion einfällt, hat die {gallery} einige.',
  'story.yours.task': 'Finde eine Funktion, an der das Netz scheitert, und schick sie jemandem.',
};
