// @ts-check
/** The set-up as one sentence, whose words and numbers are the form. */
import { createChoiceToken } from './choice-token.js';
import { h, setAttribute, uniqueId } from '../dom.js';
import { formula } from './expression.js';
import { createFunctionEditor } from './function-editor.js';
import { createNumberToken } from './number-token.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').Config} Config
 */

/**
 * @param {HTMLElement} root
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 * @param {{toggle: () => void, showData: () => Promise<void>, isOpen: () => boolean}} panel
 */
export function mountSentence(root, context, fields, panel) {
  const { store, i18n } = context;
  const messageId = uniqueId('message');
  const paragraph = h('p', { class: 'setup' });
  const message = h('p', { class: 'problem', id: messageId });
  const settings = h('button', { type: 'button', class: 'link', 'aria-controls': 'panel', onClick: () => panel.toggle() });
  const live = h('span', { class: 'k-live' });
  const restart = h('span', { class: 'k-restart' });
  const undo = h('button', { type: 'button', class: 'link', onClick: () => context.actions.undo() });
  const keyLine = h('div', { class: 'key' }, live, restart, settings, undo);
  const editor = createFunctionEditor(context, closeEditor);
  const functionToken = wordButton(openEditor);
  const pointsToken = wordButton(() => void panel.showData());
  const noisyToken = wordButton(() => void panel.showData());
  const heldOutToken = wordButton(() => void panel.showData());

  /** @type {Part[]} */
  let network = [];
  const rest = {
    layers: createNumberToken(context, fields.layerCount, messageId),
    samples: createNumberToken(context, fields.samples, messageId),
    optimizer: createChoiceToken(fields.optimizer, context.actions),
    rate: createNumberToken(context, fields.learningRate, messageId),
    batch: createNumberToken(context, fields.batchSize, messageId),
  };
  root.replaceChildren(paragraph, editor.node, message, keyLine);

  function openEditor() {
    editor.open(store.get().run?.config.function ?? '');
    functionToken.setAttribute('aria-expanded', 'true');
  }

  function closeEditor() {
    editor.close();
    functionToken.setAttribute('aria-expanded', 'false');
    functionToken.focus();
  }

  /** The sentence is built anew only where its words change. */
  let built = '';

  /** "101 points", or "101 noisy points". @param {Config} config */
  function sampledWords({ noise }) {
    return i18n.rich(noise > 0 ? 'controls.sentence.noisyPoints' : 'controls.sentence.plainPoints', { samples: rest.samples.node, noisy: noisyToken });
  }

  /** ", 20 of them held out," @param {Run} run */
  function heldOutWords({ validationX }) {
    return validationX.length > 0 ? i18n.rich('controls.sentence.heldOut', { part: heldOutToken }) : '';
  }

  /** @param {Run} run */
  function build(run) {
    const { config } = run;
    network = config.layers.map((_, i) => createNumberToken(context, fields.units(i), messageId));
    const words = networkWords(context, fields, config, network);
    const slots = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, part.node]));
    const learned = h('span', {}, h('i', {}, 'f'), '(', h('i', {}, 'x'), ')\u00a0=\u00a0', functionToken);
    const key = config.points ? 'controls.sentence.points' : 'controls.sentence.function';
    const data = { points: pointsToken, sampled: sampledWords(config), heldOut: heldOutWords(run) };
    paragraph.replaceChildren(i18n.rich(key, { ...slots, ...data, network: words, function: learned, count: totalUnits(config) }));
    live.textContent = i18n.t('controls.key.live');
    restart.textContent = i18n.t('controls.key.restart');
    settings.textContent = i18n.t('controls.allSettings');
    undo.textContent = i18n.t('controls.undo');
    setAttribute(root, 'aria-label', i18n.t('controls.setup'));
  }

  /** @param {State} state */
  function update(state) {
    const { run } = state;
    if (!run) return;
    const shape = shapeOf(i18n.lang, run);
    // A word that is held must not be taken out of the hand.
    if (shape !== built && !root.querySelector('.dragged')) {
      const focused = focusedLabel(paragraph);
      build(run);
      built = shape;
      refresh(state, run);
      restoreFocus(paragraph, focused);
    } else refresh(state, run);
    undo.hidden = !state.canUndo;
    setAttribute(settings, 'aria-expanded', String(panel.isOpen()));
  }

  /** @param {State} state @param {Run} run */
  function refresh(state, { config, validationX }) {
    for (const part of [...network, ...Object.values(rest)]) part.update(state);
    editor.update(state);
    functionToken.replaceChildren(formula(config.function ?? ''));
    setAttribute(functionToken, 'aria-label', `${i18n.t('controls.field.function')}: ${config.function}`);
    setAttribute(functionToken, 'aria-expanded', String(!editor.node.hidden));
    pointsToken.textContent = i18n.t('controls.ownPoints', { count: config.points?.length ?? 0 });
    noisyToken.textContent = i18n.t('controls.noisy');
    heldOutToken.textContent = i18n.t('controls.heldOut', { count: validationX.length });
    message.textContent = sentenceProblem(state);
  }

  /** The formula's own problem stands at its editor. @param {State} state */
  function sentenceProblem(state) {
    const here = ['samples', 'optimizer.learningRate', 'batchSize', 'layers'];
    const found = Object.entries(state.fieldProblems).find(([path]) => here.includes(path) || path.startsWith('layers['));
    return found ? context.problem(found[1]) : '';
  }

  store.subscribe(update);
  i18n.onChange(() => update(store.get()));
  update(store.get());
  return { keyLine, refresh: () => update(store.get()) };
}

/** A phrase that acts like a button but breaks across lines like the text it is. @param {() => void} act */
function wordButton(act) {
  const token = h('span', { class: 'tok phrase', role: 'button', tabindex: 0, onClick: act });
  token.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    act();
  });
  return token;
}

/** @param {Config} config */
const totalUnits = (config) => config.layers.reduce((sum, { units }) => sum + units, 0);

/** @param {Config} config */
const sameActivation = ({ layers }) => layers.every(({ activation }) => activation === layers[0].activation);

/** All that decides the words around the tokens. @param {string} lang @param {Run} run */
function shapeOf(lang, { config, validationX }) {
  const kinds = sameActivation(config) ? 'same' : 'mixed';
  const data = [!!config.points, config.noise > 0, validationX.length > 0];
  return [lang, config.layers.length, kinds, ...data, totalUnits(config) === 1].join();
}

/**
 * "64 + 32 tanh" where all layers are alike, "64 tanh + 32 ReLU" where not.
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 * @param {Config} config
 * @param {Part[]} units
 */
function networkWords({ i18n, actions }, fields, config, units) {
  /** @param {number} index @param {boolean} last */
  const neurons = (index, last) => (/** @type {State} */ state) => {
    const layer = state.run?.config.layers[index];
    if (!layer) return '';
    const one = { name: i18n.t(`controls.activation.${layer.activation}`), count: last ? layer.units : 2 };
    const special = `controls.neurons.${layer.activation}`;
    return i18n.t(i18n.has(special) ? special : 'controls.neurons', one);
  };
  const words = h('span', { class: 'network' });
  const same = sameActivation(config);
  config.layers.forEach((_, i) => {
    words.append(i ? ' + ' : '', units[i].node);
    if (same && i < config.layers.length - 1) return;
    const choice = createChoiceToken({ ...fields.activation(same ? undefined : i), show: neurons(i, config.layers.length === 1) }, actions);
    units.push(choice);
    words.append('\u00a0', choice.node);
  });
  return words;
}

/** @param {HTMLElement} root */
function focusedLabel(root) {
  const active = document.activeElement;
  return active && root.contains(active) ? active.getAttribute('aria-label') : null;
}

/** @param {HTMLElement} root @param {string | null} label */
function restoreFocus(root, label) {
  if (label === null) return;
  const found = [...root.querySelectorAll('[aria-label]')].find((element) => element.getAttribute('aria-label') === label);
  if (found instanceof HTMLElement) found.focus();
}
