import init, { Session, Trainer } from './node_modules/lernkurve/lernkurve.js';
import { run } from './run.js';

await init();
document.querySelector('output').textContent = JSON.stringify(run({ Session, Trainer }));
