// @ts-check
/** A part of the page that could not be loaded: that is said where it was asked for, and it is asked for again. */
import { h, openDialog, setText } from '../dom.js';

/** @typedef {import('../i18n/index.js').I18n} I18n */

/**
 * What `load` brings, however often it has to be asked: when somebody presses, and when there is a connection again.
 * @template T
 * @param {I18n} i18n
 * @param {() => Promise<T>} load
 * @param {(note: HTMLElement, giveUp: () => void) => () => void} show puts the note into its place, and returns how it goes
 * @returns {Promise<T>} pending for ever where it is given up
 */
export async function obtain(i18n, load, show) {
  try {
    return await load();
  } catch (error) {
    console.error(error);
  }
  return new Promise((resolve) => {
    const note = createNote(i18n, () => void again());
    const hide = show(note.node, giveUp);
    addEventListener('online', again);
    let trying = false;

    function giveUp() {
      removeEventListener('online', again);
      note.stop();
    }

    async function again() {
      if (trying) return;
      trying = true;
      try {
        const part = await load();
        giveUp();
        hide();
        resolve(part);
      } catch (error) {
        console.error(error);
        note.insist();
      }
      trying = false;
    }
  });
}

/** @param {I18n} i18n @param {() => void} again */
function createNote(i18n, again) {
  const words = h('span', { role: 'status' });
  const button = h('button', { type: 'button', class: 'ghost', onClick: again });
  // A browser may remember that a script could not be loaded, and a new version has others.
  const reload = h('button', { type: 'button', class: 'ghost', hidden: true, onClick: () => location.reload() });

  function relabel() {
    setText(words, i18n.t(navigator.onLine ? 'controls.missing' : 'controls.missing.offline'));
    setText(button, i18n.t('controls.missing.again'));
    setText(reload, i18n.t('controls.missing.reload'));
  }

  const stop = i18n.onChange(relabel);
  relabel();
  return {
    node: h('p', { class: 'not-here' }, words, ' ', button, ' ', reload),
    stop,
    /** It was asked for again in vain. */
    insist() {
      reload.hidden = !navigator.onLine;
      relabel();
    },
  };
}

/**
 * A dialog that is loaded when it is asked for; where that fails, one that says so is in its place.
 * @template T
 * @param {I18n} i18n
 * @param {string} title
 * @param {() => Promise<T>} load
 * @param {(part: T) => void} open
 */
export async function openPart(i18n, title, load, open) {
  open(await obtain(i18n, load, (note, giveUp) => {
    const dialog = openDialog('', title, i18n.t('controls.close'), note);
    dialog.addEventListener('close', giveUp);
    return () => dialog.close();
  }));
}
