// @ts-check
/** What the page says in English from its start; parts that are loaded later bring their own words. */
import controls from './controls.js';
import errors from './errors.js';
import views from './views.js';

export default { ...views, ...controls, ...errors };
