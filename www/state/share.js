// @ts-check
/** Giving the link away: the system's sheet, else the clipboard, else a field to copy from. */

/** Programs that pass links on carry so many characters; many of them cut off the rest. */
const CARRIED = 2000;

/** @param {string} url */
export const isLong = (url) => url.length > CARRIED;

/**
 * @param {string} url
 * @param {string} title
 * @returns {Promise<'shared' | 'dropped' | 'copied' | 'shown'>} `shown`: neither was possible, so the page must show it
 */
export async function shareLink(url, title) {
  if (navigator.share && matchMedia('(pointer: coarse)').matches) {
    try {
      await navigator.share({ title, url });
      return 'shared';
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return 'dropped';
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    return 'copied';
  } catch {
    return 'shown';
  }
}
