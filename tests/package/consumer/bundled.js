import { Session, Trainer } from 'lernkurve';
import { run } from './run.js';

document.querySelector('output').textContent = JSON.stringify(run({ Session, Trainer }));
