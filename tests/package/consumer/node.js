import { Session, Trainer } from 'lernkurve';
import { run } from './run.js';

console.log(JSON.stringify(run({ Session, Trainer })));
