// @ts-check
/** Was die Seite von Anfang an auf Deutsch sagt; später geladene Teile bringen ihre Wörter mit. */
import controls from './controls.js';
import errors from './errors.js';
import views from './views.js';

export default { ...views, ...controls, ...errors };
