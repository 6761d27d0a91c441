// @ts-check
/** Brings the plot into sight where it is not; where it is, nothing moves. */
export function showPlot() {
  const plot = document.getElementById('plot');
  const { top = 0, bottom = 0 } = plot?.getBoundingClientRect() ?? {};
  if (top < -1 || bottom > innerHeight) plot?.scrollIntoView({ block: 'nearest' });
}
