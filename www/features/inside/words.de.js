// @ts-check
/** Was über die Neuronen eines Netzes gesagt wird, auf Deutsch. */
export default {
  'inside.label': 'Wo das Netz seine Kurve biegt',
  'inside.hint': 'Die Pfeiltasten gehen von Knick zu Knick.',
  'inside.silent': '{counts} stumm',
  'inside.elsewhere': '{counts} ohne Knick im Bild',
  'inside.elsewhere.curved': '{counts} mit Mitte außerhalb',
  'inside.at': { one: 'Ein Knick bei x {x}.', other: '{count} Knicke bei x {x}.' },
  'inside.at.curved': { one: 'Eine Stufe bei x {x}.', other: '{count} Stufen bei x {x}.' },
  'inside.at.layer': { one: 'Schicht {layer}, Neuron {units}, bei x {x}.', other: 'Schicht {layer}, Neuronen {units}, bei x {x}.' },
  'inside.by': 'Schicht {layer} ({units}). ',
  'inside.remark.diverged': 'Divergiert: Die Gewichte sind keine Zahlen mehr.',
  'inside.remark.large': 'Dieses Netz ist zu groß, um hineinzusehen.',
  'inside.remark.allSilent': { one: 'Sein einziges Neuron ist stumm.', other: 'Alle {count} sind stumm.' },
  'inside.remark.layerSilent': 'Schicht {layer} ist ganz stumm. Davor lernt nichts mehr.',
  'inside.remark.lines': { one: 'Eine einzige Gerade.', other: '{count} Geraden, zusammen eine.' },
  'inside.remark.wide': 'Alle Stufen sind breiter als das Bild.',
  'controls.notice.inside.without': { one: 'Ohne dieses: Fehler {before} → {after}.', other: 'Ohne diese {count}: Fehler {before} → {after}.' },
  'controls.notice.inside.same': { one: 'Ohne dieses ändert sich nichts.', other: 'Ohne diese {count} ändert sich nichts.' },
  'controls.notice.inside.hardly': { one: 'Ohne dieses ändert sich kaum etwas.', other: 'Ohne diese {count} ändert sich kaum etwas.' },
  'controls.notice.inside.opened': '{silent}, {elsewhere}. {hint}',
  'controls.notice.inside.remark': '{remark}',
};
