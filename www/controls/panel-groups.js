// @ts-check
/** What the panel holds, in its order. */
import { dataGroup } from './panel-data.js';
import { networkGroup } from './panel-network.js';
import { pageGroup } from './panel-page.js';
import { trainingGroup } from './panel-training.js';

export const GROUPS = [dataGroup, networkGroup, trainingGroup, pageGroup];
