// @ts-check
/** Everything that can be taken along of a run: pictures, numbers, a script, a line for another page. */
import { h, openDialog, setText } from '../dom.js';
import { addMessages } from '../i18n/index.js';
import de from '../i18n/de/take.js';
import en from '../i18n/en/take.js';
import { readPalette } from '../plot/palette.js';
import { curveSvg, pngOf } from '../plot/svg.js';
import { joinLink } from '../state/link.js';
import { lossesCsv, predictionsCsv } from '../state/take/csv.js';
import { kerasScript } from '../state/take/keras.js';
import { pytorchScript } from '../state/take/pytorch.js';
import { weightsJson } from '../state/take/weights.js';
import { filmKind, filmRun } from './film.js';

/** @typedef {import('./context.js').Context} Context */

addMessages({ en, de });

/** @param {Context} context */
export async function openTakeDialog(context) {
  const { store, actions, i18n } = context;
  const exported = await actions.exported();
  const { run, frame, history, ui } = store.get();
  if (!run || !frame || !exported) return;
  const name = `lernkurve-${exported.epoch}`;
  const said = h('p', { class: 'hint', role: 'status' });

  /** @param {string} key @param {() => string | Blob | Promise<Blob>} make @param {string} file @param {string} type */
  const download = (key, make, file, type) =>
    h('button', { type: 'button', class: 'ghost', onClick: async () => save(new Blob([await make()], { type }), file) }, i18n.t(`take.${key}`));

  const svg = () => curveSvg(run, frame, { network: i18n.t('views.name.network'), fn: i18n.t('views.name.function'), caption: caption() }, paper(), i18n.lang);
  const caption = () => [i18n.t('take.caption', { epoch: frame.epoch, loss: i18n.number(frame.loss, 3) }), location.origin === 'null' ? '' : decodeURIComponent(run.link)];

  /** @param {string} key @param {string} text @param {string} [file] */
  function copyable(key, text, file) {
    const field = h('textarea', { readonly: true, rows: Math.min(12, text.split('\n').length), 'aria-label': i18n.t(`take.${key}`), spellcheck: 'false' });
    field.value = text;
    const copy = h('button', { type: 'button', class: 'ghost', onClick: async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(text);
        setText(said, i18n.t('take.copied'));
      } catch {
        setText(said, i18n.t('take.byHand'));
      }
    } }, i18n.t('take.copy'));
    return [h('h3', {}, i18n.t(`take.${key}`)), field, h('div', { class: 'take-row' }, copy, file && download('download', () => text, file, 'text/x-python'))];
  }

  /** A second press calls the film off. @type {AbortController | null} */
  let filming = null;
  const kind = filmKind();
  const filmWord = () => i18n.t('take.film', { kind: kind?.name });
  const film = h('button', { type: 'button', class: 'ghost', onClick: makeFilm }, filmWord());

  async function makeFilm() {
    if (!kind) return;
    if (filming) return filming.abort();
    filming = new AbortController();
    try {
      const blob = await filmRun(context, kind.type, (share) => setText(film, i18n.t('take.filming', { percent: Math.round(100 * share) })), filming.signal);
      if (blob) save(blob, `${name}.${kind.ending}`);
    } finally {
      filming = null;
      setText(film, filmWord());
    }
  }

  const dialog = openDialog(
    'take',
    i18n.t('take.title'),
    i18n.t('controls.close'),
    h('h3', {}, i18n.t('take.pictures')),
    h('div', { class: 'take-row' }, download('png', () => pngOf(svg()), `${name}.png`, 'image/png'), download('svg', svg, `${name}.svg`, 'image/svg+xml'), kind && film),
    h('h3', {}, i18n.t('take.numbers')),
    h(
      'div',
      { class: 'take-row' },
      download('predictions', () => predictionsCsv(run, frame), `${name}-predictions.csv`, 'text/csv'),
      download('losses', () => lossesCsv(history), `${name}-losses.csv`, 'text/csv'),
      download('weights', () => weightsJson(run.config, exported), `${name}-weights.json`, 'application/json'),
    ),
    ...copyable('keras', kerasScript(run, exported.numpy, Math.max(1, frame.epoch)), `${name}-keras.py`),
    ...copyable('pytorch', pytorchScript(run, exported.numpy, Math.max(1, frame.epoch)), `${name}-pytorch.py`),
    ...copyable('embed', embedLine(run.link, ui, i18n.t('take.embed.title'))),
    said,
  );
  dialog.addEventListener('close', () => filming?.abort());
}

/** @param {string} link @param {import('../state/types.js').Ui} ui @param {string} title */
function embedLine(link, ui, title) {
  const url = new URL(location.href);
  url.search = '?embed';
  url.hash = joinLink(link, { ...ui, view: 'play', chapter: '' });
  return `<iframe src="${url.href.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}" title="${title}" width="640" height="420" loading="lazy"></iframe>`;
}

/** A picture is for paper, whatever the screen's colours are. */
function paper() {
  const root = document.documentElement;
  const theme = root.dataset.theme;
  root.dataset.theme = 'light';
  const palette = readPalette(document.body);
  if (theme === undefined) delete root.dataset.theme;
  else root.dataset.theme = theme;
  return palette;
}

/** @param {Blob} blob @param {string} file */
function save(blob, file) {
  const url = URL.createObjectURL(blob);
  const link = h('a', { href: url, download: file });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
