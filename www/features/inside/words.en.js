// @ts-check
/** What is said of a network's neurons, in English. */
export default {
  'inside.label': 'Where the network bends its curve',
  'inside.hint': 'Arrow keys go from kink to kink.',
  'inside.silent': '{counts} silent',
  'inside.elsewhere': '{counts} with no kink in view',
  'inside.elsewhere.curved': '{counts} centred outside',
  'inside.at': { one: 'One kink at x {x}.', other: '{count} kinks at x {x}.' },
  'inside.at.curved': { one: 'One step at x {x}.', other: '{count} steps at x {x}.' },
  'inside.at.layer': { one: 'Layer {layer}, neuron {units}, at x {x}.', other: 'Layer {layer}, neurons {units}, at x {x}.' },
  'inside.by': 'Layer {layer} ({units}). ',
  'inside.remark.diverged': 'Diverged: the weights are no longer numbers.',
  'inside.remark.large': 'This network is too large to look inside.',
  'inside.remark.allSilent': { one: 'Its only neuron is silent.', other: 'All {count} are silent.' },
  'inside.remark.layerSilent': 'Layer {layer} is entirely silent. Nothing before it learns any more.',
  'inside.remark.lines': { one: 'A single line.', other: '{count} lines, together one.' },
  'inside.remark.wide': 'Every step is wider than the picture.',
  'controls.notice.inside.without': { one: 'Without this one: error {before} → {after}.', other: 'Without these {count}: error {before} → {after}.' },
  'controls.notice.inside.same': { one: 'Without this one nothing changes.', other: 'Without these {count} nothing changes.' },
  'controls.notice.inside.hardly': { one: 'Without this one hardly anything changes.', other: 'Without these {count} hardly anything changes.' },
  'controls.notice.inside.opened': '{silent}, {elsewhere}. {hint}',
  'controls.notice.inside.remark': '{remark}',
};
