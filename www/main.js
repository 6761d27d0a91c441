// @ts-check
/** The worker starts before anything else is even loaded: the first curve waits for it alone. */
import { Host } from './worker/host.js';

const host = new Host();
const { start } = await import('./app.js');
start(host);
