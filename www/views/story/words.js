// @ts-check
/** A chapter as elements: its title, its paragraphs with the words that do something, and the way on. */
import { h, setText } from '../../dom.js';
import { CHAPTERS, linkOf, runOf } from '../../state/chapters.js';
import { duration } from '../duration.js';
import { STORY_FACTS } from '../../state/story-facts.js';
import { showPlot } from '../show-plot.js';

/**
 * @typedef {import('../../controls/context.js').Context} Context
 * @typedef {import('../../state/chapters.js').Chapter} Chapter
 * @typedef {import('../../state/types.js').Frame} Frame
 */

/**
 * @param {Context} context
 * @param {Chapter} chapter
 * @param {number} index
 * @param {HTMLElement | null} figure stands after the paragraph that the chapter names
 * @param {HTMLElement} paper stands in for the plot where there is none
 * @returns {Node[]}
 */
export function write(context, chapter, index, figure, paper) {
  const { i18n } = context;
  const words = wordsOf(context, chapter);
  const title = h('h2', {}, h('small', {}, i18n.t('story.chapter', { number: index + 1 })), ' ', titleOf(i18n, chapter));
  const back = h('a', { href: `#${linkOf(chapter)}` }, i18n.t('story.word.back'));
  const elsewhere = h('p', { class: 'elsewhere', hidden: true }, i18n.rich('story.elsewhere', { back }));
  const paragraphs = chapter.paragraphs.flatMap((name) => {
    const paragraph = h('p', {}, i18n.rich(`story.${chapter.name}.${name}`, words()));
    return figure && name === chapter.sums ? [paragraph, figure] : [paragraph];
  });
  const task = h('p', { class: 'task' }, h('b', {}, i18n.t('story.task')), ' ', i18n.rich(`story.${chapter.name}.task`, words()));
  return [title, elsewhere, ...paragraphs, paper, task, turn(context, index)];
}

/** What the chapter says in numbers. @param {Chapter} chapter @returns {Record<string, number>} */
const factsOf = ({ name }) => STORY_FACTS[name] ?? {};

/** @param {Context['i18n']} i18n @param {Chapter} chapter */
export const titleOf = (i18n, chapter) => i18n.t(`story.${chapter.name}`, factsOf(chapter));

/** @param {Context} context @param {number} index */
function turn({ i18n }, index) {
  const [before, after] = [CHAPTERS[index - 1], CHAPTERS[index + 1]];
  return h(
    'p',
    { class: 'turn' },
    before && h('a', { href: `#${linkOf(before)}`, class: 'before' }, i18n.t('story.before')),
    after && h('a', { href: `#${linkOf(after)}`, class: 'after' }, i18n.t('story.after', { title: titleOf(i18n, after) })),
  );
}

/**
 * The words of a chapter that do something, each time anew, since a node has one place only.
 * @param {Context} context
 * @param {Chapter} chapter
 * @returns {() => Record<string, Node | number>}
 */
function wordsOf(context, chapter) {
  const { epochs, runs = {}, own = false } = chapter;
  const { actions, i18n, store } = context;
  /** What the words say is true of the chapter's own run. @param {number} epoch */
  async function glide(epoch) {
    showPlot();
    if (store.get().run?.link !== runOf(chapter)) await actions.openLink(linkOf(chapter), false);
    await actions.glideTo(epoch);
  }
  /** @param {number} epoch */
  const moment = (epoch) => h('button', { type: 'button', class: 'word', onClick: () => glide(epoch) }, i18n.t('story.epoch', { epoch }));
  /** @param {string} name @param {string} link */
  const run = (name, link) => h('a', { href: `#${link}` }, i18n.t(`story.word.${name}`, factsOf(chapter)));
  return () => ({
    ...factsOf(chapter),
    ...Object.fromEntries(Object.entries(epochs).map(([name, epoch]) => [name, moment(epoch)])),
    ...Object.fromEntries(Object.entries(runs).map(([name, { link }]) => [name, run(name, link)])),
    ...(own && { own: h('span', { class: 'c-net own-time' }, ownTime(context, store.get().frame)) }),
  });
}

/** @param {Context} context @param {Frame | null} frame */
function ownTime({ i18n }, frame) {
  const { value, unit } = duration(frame?.trainingMs ?? 0, i18n.lang);
  return i18n.t('story.own', { time: value, unit, epoch: frame?.epoch ?? 0 });
}

/** @param {HTMLElement} root @param {Context} context @param {Frame | null} frame */
export function tellOwnTime(root, context, frame) {
  for (const node of root.querySelectorAll('.own-time')) setText(node, ownTime(context, frame));
}
