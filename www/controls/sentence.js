// @ts-check
/** The set-up as one sentence, whose words and numbers are the form. */
import { createChoiceToken } from './choice-token.js';
import { h, rearrange, setAttribute, uniqueId } from '../dom.js';
import { formula, written } from './expression.js';
import { openPart } from './missing.js';
import { createNumberToken } from './number-token.js';
import { createRateChoice } from './rate-choice.js';
import { isFar } from '../state/suited.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('./context.js').Part} Part
 * @typedef {import('../state/types.js').State} State
 * @typedef {import('../state/types.js').Run} Run
 * @typedef {import('../state/types.js').Config} Config
 * @typedef {ReturnType<typeof createNumberToken>} NumberToken
 * @typedef {(string | Node)[]} Words
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
  const rate = createRateChoice(context);
  const keyLine = h('div', { class: 'key' }, live, restart, settings, undo, rate.node);
  /** Loaded when it is asked for; later.js has it come before. @type {ReturnType<typeof import('./function-editor.js').createFunctionEditor> | null} */
  let editor = null;
  const functionToken = wordButton(openEditor);
  const learned = h('span', {}, h('i', {}, 'f'), '(', h('i', {}, 'x'), ')\u00a0=\u00a0', functionToken);
  const pointsToken = wordButton(() => void panel.showData());
  const noisyToken = wordButton(() => void panel.showData());
  const heldOutToken = wordButton(() => void panel.showData());

  const network = h('span', { class: 'network' });
  /** Of every layer there has been: who writes in one keeps it while the sentence changes around it. @type {NumberToken[]} */
  const units = [];
  /** @type {Part[]} */
  let activations = [];
  const rest = {
    layers: createNumberToken(context, fields.layerCount, messageId),
    samples: createNumberToken(context, fields.samples, messageId),
    optimizer: createChoiceToken(fields.optimizer, context.actions),
    rate: createNumberToken(context, fields.learningRate, messageId),
    batch: createNumberToken(context, fields.batchSize, messageId),
    scaling: createChoiceToken(fields.scaling, context.actions),
  };
  const boxes = new Map(Object.values(rest).map(({ node }) => [node, together(node)]));
  root.replaceChildren(paragraph, message, keyLine);

  function openEditor() {
    void openPart(i18n, i18n.t('controls.field.function'), () => import('./function-editor.js'), ({ createFunctionEditor }) => {
      editor ??= createFunctionEditor(context, closeEditor);
      paragraph.after(editor.node);
      editor.open(store.get().run?.config.function ?? '');
      functionToken.setAttribute('aria-expanded', 'true');
    });
  }

  function closeEditor() {
    editor?.close();
    functionToken.setAttribute('aria-expanded', 'false');
    functionToken.focus();
  }

  /** @type {{terms: Run['formula'] | undefined, lang: string}} */
  let shown = { terms: undefined, lang: '' };

  /** The sentence is built anew only where its words change. */
  let built = '';

  /**
   * A phrase with its tokens, in order. None is moved yet: one that is written in must not lose the focus.
   * @param {string} key
   * @param {Record<string, Node | Words>} parts
   * @param {number} [count]
   * @returns {Words}
   */
  function phrase(key, parts, count) {
    const places = Object.fromEntries(Object.keys(parts).map((name) => [name, document.createComment(name)]));
    const words = [...i18n.rich(key, { ...places, count }).childNodes].flatMap((node) => (node instanceof Comment ? parts[node.data] : node));
    return words.map((word, i) => {
      const box = word instanceof HTMLElement && boxes.get(word);
      return box ? box.with(words[i + 1]) : word;
    });
  }

  /** What comes after has its room, and will be where it then is. @param {Node} last @param {Words} words @returns {Words} */
  function asFarAs(last, words) {
    const count = words.indexOf(last) + 1;
    return [...words.slice(0, count), h('span', { class: 'unread' }, ...words.slice(count))];
  }

  /** "101 points", or "101 noisy points". @param {Config} config */
  const sampledWords = ({ noise }) => phrase(noise > 0 ? 'controls.sentence.noisyPoints' : 'controls.sentence.plainPoints', { samples: rest.samples.node, noisy: noisyToken });

  /** ", standardized, 20 of them held out,": what else there is to say of the points. @param {Run} run */
  function asideWords(run) {
    const asides = [hasScaling(run) && 'scaled', run.validationX.length > 0 && 'heldOut'].filter((name) => name !== false);
    return asides.length > 0 ? phrase(`controls.sentence.${asides.join('.')}`, { part: heldOutToken, scaled: rest.scaling.node }) : [];
  }

  /** @param {Run} run */
  function build(run) {
    const { config } = run;
    while (units.length < config.layers.length) units.push(createNumberToken(context, fields.units(units.length), messageId));
    activations = activationTokens(context, fields, config);
    rearrange(network, networkWords(units.map(({ node }) => node), activations.map(({ node }) => node), config.layers.length));
    const slots = Object.fromEntries(Object.entries(rest).map(([name, part]) => [name, part.node]));
    const key = config.points ? 'controls.sentence.points' : 'controls.sentence.function';
    const data = { points: pointsToken, sampled: sampledWords(config), heldOut: asideWords(run) };
    const words = phrase(key, { ...slots, ...data, network, function: learned }, totalUnits(config));
    rearrange(paragraph, isUnread(run) ? asFarAs(learned, words) : words);
    live.textContent = i18n.t('controls.key.live');
    restart.textContent = i18n.t('controls.key.restart');
    settings.textContent = i18n.t('controls.allSettings');
    undo.textContent = i18n.t('controls.undo');
    setAttribute(root, 'aria-label', i18n.t('controls.setup'));
  }

  /** @param {State} state */
  function update(state) {
    const { run, status } = state;
    // What is set where no network can learn would be lost.
    root.inert = status === 'unsupported' || status === 'forbidden';
    if (!run) return;
    const shape = shapeOf(i18n.lang, run);
    // A word that is held must not be taken out of the hand.
    if (shape !== built && !root.querySelector('.dragged')) {
      const focused = focusedLabel(paragraph);
      build(run);
      built = shape;
      refresh(state, run);
      if (!paragraph.contains(document.activeElement)) restoreFocus(paragraph, focused);
    } else refresh(state, run);
    undo.hidden = !state.canUndo;
    rate.update(state);
    // Its room stays when it goes, so that nothing moves away from under the hand.
    if (!state.ui.hinted) setAttribute(units[0].node, 'data-room', true);
    setAttribute(units[0].node, 'data-hint', state.ui.hinted ? null : i18n.t(matchMedia('(pointer: coarse)').matches ? 'controls.hint.tap' : 'controls.hint.drag'));
    setAttribute(settings, 'aria-expanded', String(panel.isOpen()));
  }

  /** @param {State} state @param {Run} run */
  function refresh(state, run) {
    const { config, validationX } = run;
    for (const part of [...units.slice(0, config.layers.length), ...activations, ...Object.values(rest)]) part.update(state);
    editor?.update(state);
    showFormula(run);
    functionToken.classList.toggle('unread', isUnread(run));
    setAttribute(functionToken, 'aria-expanded', String(editor !== null && !editor.node.hidden));
    pointsToken.textContent = i18n.t('controls.ownPoints', { count: config.points?.length ?? 0 });
    noisyToken.textContent = i18n.t('controls.noisy');
    heldOutToken.textContent = i18n.t('controls.heldOut', { count: validationX.length });
    message.textContent = sentenceProblem(state);
  }

  /** Built anew only where it says something else. @param {Run} run */
  function showFormula({ formula: terms, config }) {
    if (terms === shown.terms && i18n.lang === shown.lang) return;
    shown = { terms, lang: i18n.lang };
    // Seen as typeset, heard in the notation it is written in.
    const heard = `${i18n.t('controls.field.function')}: ${written(i18n.lang, config.function ?? '')}`;
    const seen = terms ? formula(terms, i18n.lang) : written(i18n.lang, config.function ?? '');
    functionToken.replaceChildren(h('span', { class: 'unseen' }, heard), h('span', { 'aria-hidden': 'true' }, seen));
  }

  /** The formula's own problem stands at its editor. @param {State} state */
  function sentenceProblem(state) {
    const numbers = [...units, rest.layers, rest.samples, rest.rate, rest.batch];
    const said = numbers.map((number) => number.problemText(state)).find((text) => text !== '');
    const other = Object.entries(state.fieldProblems).find(([path]) => path.startsWith('layers['));
    return said ?? (other ? context.problem(other[1]) : '');
  }

  store.subscribe(update);
  i18n.onChange(() => update(store.get()));
  update(store.get());
  return { keyLine, refresh: () => update(store.get()) };
}

/**
 * A token and what punctuation follows it. On its own that could begin a line: Chromium breaks after an inline block,
 * even before a word joiner.
 * @param {Node} token
 */
function together(token) {
  const mark = document.createTextNode('');
  const box = h('span', { class: 'together' }, token, mark);
  return {
    /** @param {string | Node | undefined} next gives its punctuation away */
    with(next) {
      const [punctuation = ''] = /^[,.;:]+/.exec(next instanceof Text ? next.data : '') ?? [];
      mark.data = punctuation;
      if (next instanceof Text) next.data = next.data.slice(punctuation.length);
      return box;
    },
  };
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

/** The module alone can say how a function is understood. @param {Run} run */
const isUnread = ({ formula, config }) => formula === null && config.function !== null;

/** Where it is on, or would help. @param {Run} run */
const hasScaling = ({ config }) => config.scaling === 'standardize' || (!!config.points && isFar(config.points));

/** All that decides the words around the tokens. @param {string} lang @param {Run} run */
function shapeOf(lang, run) {
  const { config, validationX } = run;
  const kinds = sameActivation(config) ? 'same' : 'mixed';
  const data = [!!config.points, config.noise > 0, validationX.length > 0, hasScaling(run), isUnread(run)];
  return [lang, config.layers.length, kinds, ...data, totalUnits(config) === 1].join();
}

/**
 * One for all layers where they are alike, else one for each.
 * @param {Context} context
 * @param {import('./fields.js').Fields} fields
 * @param {Config} config
 * @returns {Part[]}
 */
function activationTokens({ i18n, actions }, fields, config) {
  /** @param {number} index @param {boolean} last */
  const neurons = (index, last) => (/** @type {State} */ state) => {
    const layer = state.run?.config.layers[index];
    if (!layer) return '';
    const one = { name: i18n.t(`controls.activation.${layer.activation}`), count: last ? layer.units : 2 };
    const special = `controls.neurons.${layer.activation}`;
    return i18n.t(i18n.has(special) ? special : 'controls.neurons', one);
  };
  const only = config.layers.length === 1;
  if (sameActivation(config)) return [createChoiceToken({ ...fields.activation(), show: neurons(config.layers.length - 1, only) }, actions)];
  return config.layers.map((_, i) => createChoiceToken({ ...fields.activation(i), show: neurons(i, only) }, actions));
}

/**
 * "64 + 32 tanh" where all layers are alike, "64 tanh + 32 ReLU" where not.
 * @param {Node[]} units
 * @param {Node[]} activations
 * @param {number} layers
 * @returns {Words}
 */
function networkWords(units, activations, layers) {
  return units.slice(0, layers).flatMap((number, i) => {
    const activation = activations.length === 1 ? (i === layers - 1 ? activations[0] : undefined) : activations[i];
    return [i > 0 ? ' + ' : '', number, ...(activation ? ['\u00a0', activation] : [])];
  });
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
