// @ts-check
/** Everything that can be taken along of a run: pictures, numbers, a script, a line for another page. */
import { h, openDialog, setText } from '../dom.js';
import { addMessages } from '../i18n/index.js';
import de from '../i18n/de/take.js';
import en from '../i18n/en/take.js';
import { lossesCsv, predictionsCsv } from '../state/take/csv.js';
import { kerasScript } from '../state/take/keras.js';
import { pytorchScript } from '../state/take/pytorch.js';
import { weightsJson } from '../state/take/weights.js';
import { embedLine } from './embed-line.js';
import { filmKinds, filmRun } from './film.js';
import { obtain } from './missing.js';
import { pictureOf, pngOf, save, svgOf } from './pictures.js';

/**
 * @typedef {import('./context.js').Context} Context
 * @typedef {import('../plot/pictures.js').Kind} Kind
 */

/** @type {Kind[]} */
const PICTURES = ['curve', 'loss', 'error'];

addMessages({ en, de });

/** @param {Context} context */
export async function openTakeDialog(context) {
  const { store, actions, i18n } = context;
  const exported = await actions.exported();
  const { run, frame, history, ui, ...rest } = store.get();
  if (!run || !frame || !exported) return;
  const shown = { ...rest, run, frame, history, ui };
  const name = `lernkurve-${exported.epoch}`;
  const said = h('p', { class: 'hint', role: 'status' });

  /** @param {string} key @param {() => string | Blob | Promise<Blob>} make @param {string | (() => string)} file @param {string} type */
  const download = (key, make, file, type) =>
    h('button', { type: 'button', class: 'ghost', onClick: async () => save(new Blob([await make()], { type }), typeof file === 'string' ? file : file()) }, i18n.t(`take.${key}`));

  const picture = h('select', { 'aria-label': i18n.t('take.pictures') }, ...PICTURES.map((kind) => h('option', { value: kind }, i18n.t(`take.pictures.${kind}`))));
  const kind = () => /** @type {Kind} */ (picture.value);
  /** @param {string} ending */
  const pictureFile = (ending) => () => `${name}-${kind()}.${ending}`;

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

  /** The film that is being made. @type {AbortController | null} */
  let filming = null;
  const films = filmKinds().map((film) => ({ film, button: h('button', { type: 'button', class: 'ghost', onClick: () => makeFilm(film) }) }));
  const nameFilms = () => films.forEach(({ film, button }) => {
    setText(button, i18n.t('take.film', { kind: film.name }));
    button.disabled = false;
  });
  nameFilms();

  /** One film at a time; a second press calls it off. @param {import('./film.js').FilmKind} film */
  async function makeFilm(film) {
    if (filming) return filming.abort();
    await obtain(i18n, film.load, (note, giveUp) => {
      said.replaceChildren(note);
      dialog.addEventListener('close', giveUp);
      return () => note.remove();
    });
    const { signal } = (filming = new AbortController());
    for (const other of films) other.button.disabled = other.film !== film;
    const button = films.find((one) => one.film === film)?.button;
    try {
      const blob = await filmRun(context, shown, film, (share) => button && setText(button, i18n.t('take.filming', { percent: Math.round(100 * share) })), signal);
      if (blob) save(blob, `${name}.${film.ending}`);
    } catch (error) {
      setText(said, i18n.t('take.failed'));
      throw error;
    } finally {
      filming = null;
      nameFilms();
    }
  }

  /** @type {import('../state/take/python.js').Comment} */
  const comment = (name, params) => i18n.t(`take.script.${name}`, params);
  const dialog = openDialog(
    'take',
    i18n.t('take.title'),
    i18n.t('controls.close'),
    h('h3', {}, i18n.t('take.pictures')),
    h('div', { class: 'take-row' }, picture, download('png', () => pngOf(pictureOf(context, kind(), shown)), pictureFile('png'), 'image/png'), download('svg', () => svgOf(pictureOf(context, kind(), shown)), pictureFile('svg'), 'image/svg+xml')),
    h('h3', {}, i18n.t('take.films')),
    h('div', { class: 'take-row' }, ...films.map(({ button }) => button)),
    h('h3', {}, i18n.t('take.numbers')),
    h(
      'div',
      { class: 'take-row' },
      download('predictions', () => predictionsCsv(run, frame), `${name}-predictions.csv`, 'text/csv'),
      download('losses', () => lossesCsv(history), `${name}-losses.csv`, 'text/csv'),
      download('weights', () => weightsJson(run.config, exported), `${name}-weights.json`, 'application/json'),
    ),
    ...copyable('keras', kerasScript(run, exported.numpy, Math.max(1, frame.epoch), comment), `${name}-keras.py`),
    ...copyable('pytorch', pytorchScript(run, exported.numpy, Math.max(1, frame.epoch), comment), `${name}-pytorch.py`),
    ...copyable('embed', embedLine(run.link, ui, i18n.t('take.embed.title'))),
    said,
  );
  dialog.addEventListener('close', () => filming?.abort());
}
